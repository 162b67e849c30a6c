import { Box, Skeleton, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { Code, Failure, formatDate, humanise, Properties, type InstanceSummary } from '@compliance-os/ui';
import { BlockingChain } from './blocking-chain.tsx';
import { factOn } from './records.ts';
import { stateOf } from './states.ts';
import { useGstins, useReturn } from './use-gst.ts';

/** What is particular to a GST return: whose it is, why its date is what it is, and what must be filed first. */
export default function ReturnTab({ instance }: { instance: InstanceSummary }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const { data: gstins } = useGstins(instance.entityId);
  const { data: detail, error, refetch } = useReturn(instance.id);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!detail || !gstins) return <Skeleton variant="rounded" height={220} />;
  const registration = gstins.find((it) => it.id === instance.subjectId);
  const gstin = registration?.number ?? instance.subjectLabel;
  const stated = (field: string) => {
    const value = registration && factOn(registration, field, instance.statutoryDate);
    return value === null || value === undefined ? t('Unknown') : humanise(String(value));
  };
  return (
    <Stack spacing={3}>
      <Properties
        items={[
          ['GSTIN', <Code key="gstin">{gstin}</Code>],
          [t('State'), stateOf(gstin)],
          [t('Return frequency'), stated('returnFrequency')],
          [t('QRMP group'), stated('qrmpGroup')],
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
