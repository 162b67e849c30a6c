import { Box, Card, Skeleton, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { EmptyState, Failure, formatMoment, humanise } from '@compliance-os/ui';
import { PageHeader } from '../layout/page-header.tsx';
import { useOperatorLog } from './operator-api.ts';

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
                  <TableCell>{t('Details')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {data.map((it) => (
                  <TableRow key={it.id}>
                    <TableCell sx={{ whiteSpace: 'nowrap' }}>{formatMoment(it.at, locale)}</TableCell>
                    <TableCell>{it.actor.name || humanise(it.actor.kind)}</TableCell>
                    <TableCell>{humanise(it.act)}</TableCell>
                    <TableCell sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                      {detailsOf(it.detail)}
                    </TableCell>
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

const detailsOf = (detail: Readonly<Record<string, unknown>>): string =>
  Object.entries(detail)
    .map(([name, value]) => `${humanise(name)}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
