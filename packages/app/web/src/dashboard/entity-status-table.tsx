import { Box, Link as MuiLink, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { EmptyState, formatCount, humanise, RAG_COLOR } from '@compliance-os/ui';
import type { EntityCounts } from '../api/compliance.ts';
import { toEntity, toObligations } from '../navigation/links.ts';

/** Entities down, statuses across; each cell opens its list. */
export function EntityStatusTable({ entities }: { entities: readonly EntityCounts[] }) {
  const t = useTranslate();
  const statuses = [...new Set(entities.flatMap((it) => Object.keys(it.byStatus)))];
  if (entities.length === 0) return <EmptyState dense title={t('No entity has obligations yet')} />;
  return (
    <Box sx={{ overflowX: 'auto', pb: 1 }} tabIndex={0} role="region" aria-label={t('Entity by status')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell sx={{ pl: 2.5 }}>{t('Entity')}</TableCell>
            <TableCell sx={{ width: 200 }}>{t('How things stand')}</TableCell>
            {statuses.map((status) => (
              <TableCell key={status} align="right">
                {t(humanise(status))}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {entities.map((entity) => (
            <TableRow key={entity.entityId} hover>
              <TableCell sx={{ pl: 2.5, whiteSpace: 'nowrap' }}>
                <MuiLink
                  component={Link}
                  to={toEntity(entity.entityId)}
                  color="inherit"
                  sx={{ fontWeight: 600 }}
                >
                  {entity.entityName}
                </MuiLink>
              </TableCell>
              <TableCell>
                <RagBar entity={entity} />
              </TableCell>
              {statuses.map((status) => (
                <TableCell key={status} align="right">
                  <Count
                    count={entity.byStatus[status] ?? 0}
                    to={toObligations({ entityId: entity.entityId, status })}
                  />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

const RagBar = ({ entity }: { entity: EntityCounts }) => (
  <Box
    aria-hidden
    sx={{ display: 'flex', height: 8, borderRadius: 4, overflow: 'hidden', gap: '2px', minWidth: 120 }}
  >
    {(['red', 'amber', 'green'] as const).map(
      (rag) =>
        entity[rag] > 0 && <Box key={rag} sx={{ flex: entity[rag], bgcolor: `${RAG_COLOR[rag]}.main` }} />,
    )}
  </Box>
);

const Count = ({ count, to }: { count: number; to: string }) =>
  count === 0 ? (
    <Box component="span" sx={{ color: 'text.disabled' }}>
      0
    </Box>
  ) : (
    <MuiLink component={Link} to={to} sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600 }}>
      {formatCount(count)}
    </MuiLink>
  );
