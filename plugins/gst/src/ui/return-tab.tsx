import { Box, Skeleton, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import {
  Code,
  Failure,
  formatDate,
  humanise,
  Properties,
  useToday,
  type InstanceSummary,
} from '@compliance-os/ui';
import { BlockingChain } from './blocking-chain.tsx';
import { frequencyOn, groupOf, stateOf } from './filing-habit.ts';
import { useGstins, useReturn } from './use-gst.ts';

/** What is particular to a GST return: whose it is, why its date is what it is, and what must be filed first. */
export default function ReturnTab({ instance }: { instance: InstanceSummary }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const today = useToday();
  const { data: gstins } = useGstins(instance.entityId);
  const { data: detail, error, refetch } = useReturn(instance.id);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!detail || !gstins) return <Skeleton variant="rounded" height={220} />;
  const registration = gstins.find((it) => it.id === instance.subjectId);
  const gstin = registration?.number ?? instance.subjectLabel;
  return (
    <Stack spacing={3}>
      <Properties
        items={[
          ['GSTIN', <Code key="gstin">{gstin}</Code>],
          [t('State'), stateOf(gstin)],
          [
            t('Return frequency'),
            t(registration ? frequencyOn(registration, instance.statutoryDate ?? today) : 'Unknown'),
          ],
          [t('QRMP group'), groupOf(gstin)],
        ]}
      />
      <Box component="section">
        <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
          {t('Why this date')}
        </Typography>
        <Properties
          items={detail.dates.map(
            (it) =>
              [
                t(humanise(it.kind)),
                `${formatDate(it.date, locale)}${it.source ? ` · ${it.source}` : ''}`,
              ] as const,
          )}
        />
      </Box>
      <BlockingChain instance={instance} dependencies={detail.dependencies} />
    </Stack>
  );
}
