import { Box, Chip, Skeleton, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { EmptyState, Failure, usePortal, type EntitySummary } from '@compliance-os/ui';
import type { Applicability, Listed } from '../records.ts';
import { ApplicabilityRow } from './applicability-row.tsx';

/** What comes first is what somebody must act on. */
const ORDER = ['undetermined', 'applies', 'does-not-apply'] as const;
const LABELS = {
  undetermined: 'Undetermined',
  applies: 'Applies',
  'does-not-apply': 'Does not apply',
} as const;

/** Which obligations an entity has, and the reason for each answer. */
export default function ApplicabilityPanel({ entity }: { entity: EntitySummary }) {
  const t = useTranslate();
  const { request } = usePortal();
  const { data, error, refetch } = useQuery({
    queryKey: ['compliance', 'applicability', entity.id],
    queryFn: ({ signal }) =>
      request<Listed<Applicability>>(
        `/v1/compliance/applicability?entityId=${encodeURIComponent(entity.id)}`,
        { signal },
      ),
  });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={220} />;
  if (data.items.length === 0)
    return <EmptyState dense title={t('Nothing to decide yet')} text={t('Add a registration first.')} />;
  return (
    <Stack spacing={2}>
      {ORDER.map((outcome) => {
        const rows = data.items.filter((it) => it.outcome === outcome);
        if (rows.length === 0) return null;
        return (
          <Box key={outcome} component="section">
            <Typography
              variant="subtitle2"
              component="h3"
              sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5 }}
            >
              {t(LABELS[outcome])}
              <Chip size="small" variant="soft" label={rows.length} />
            </Typography>
            {rows.map((row) => (
              <ApplicabilityRow key={`${row.master.code}${row.subject.id}`} row={row} />
            ))}
          </Box>
        );
      })}
    </Stack>
  );
}
