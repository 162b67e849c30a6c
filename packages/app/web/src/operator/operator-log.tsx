import { Box, Card, Skeleton, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { EmptyState, Failure, formatMoment, humanise } from '@compliance-os/ui';
import { PageHeader } from '../layout/page-header.tsx';
import { useOperatorLog, type OperatorAct } from './operator-api.ts';

const nameOf = (of: OperatorAct['actor'] | OperatorAct['act']): string => {
  if (of === null || typeof of === 'string') return of ?? '—';
  return of.name ?? ('kind' in of ? humanise(of.kind) : '—');
};

/** Acts that belong to no tenant: operators’ sign-ins, new tenants, plugins allowed. */
export function OperatorLog() {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const { data, error, refetch } = useOperatorLog();
  return (
    <>
      <PageHeader title={t('Operator log')} />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={240} />}
      {data?.length === 0 && <EmptyState title={t('No history yet')} />}
      {data && data.length > 0 && (
        <Card variant="outlined">
          <Box sx={{ overflowX: 'auto' }}>
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell>{t('When')}</TableCell>
                  <TableCell>{t('Who')}</TableCell>
                  <TableCell>{t('What')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {data.map((it) => (
                  <TableRow key={it.id}>
                    <TableCell sx={{ whiteSpace: 'nowrap' }}>{formatMoment(it.at, locale)}</TableCell>
                    <TableCell>{nameOf(it.actor)}</TableCell>
                    <TableCell>{humanise(nameOf(it.act))}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Box>
        </Card>
      )}
    </>
  );
}
