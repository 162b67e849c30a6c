import { Box, Skeleton } from '@mui/material';
import { Code, EmptyState, Failure, StatusChip, useToday, type EntitySummary } from '@compliance-os/ui';
import { frequencyOn, groupOf, stateOf } from './filing-habit.ts';
import { useGstins } from './use-gst.ts';
import { useT } from './texts/use-t.ts';

/** The entity's GSTINs, with how each files. */
export default function GstinPanel({ entity }: { entity: EntitySummary }) {
  const t = useT();
  const today = useToday();
  const { data, error, refetch } = useGstins(entity.id);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={80} />;
  if (data.length === 0) return <EmptyState dense title={t('notRegisteredUnderGst')} />;
  return data.map((gstin) => (
    <Box
      key={gstin.id}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1.5,
        alignItems: 'center',
        py: 0.75,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box sx={{ fontWeight: 600, minWidth: 160 }}>
        <Code>{gstin.number}</Code>
      </Box>
      <Box sx={{ flex: 1, minWidth: 120, color: 'text.secondary', fontSize: 13 }}>
        {stateOf(gstin.number)}
      </Box>
      <Box sx={{ fontSize: 13 }}>
        {t(frequencyOn(gstin, today))} · {t('group')} {groupOf(gstin.number)}
      </Box>
      <StatusChip status={gstin.status} />
    </Box>
  ));
}
