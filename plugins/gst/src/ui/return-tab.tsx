import { Alert, Box, Skeleton, Stack, Typography } from '@mui/material';
import { Code, Failure, Properties, type InstanceSummary } from '@compliance-os/ui';
import type { Standing } from '../api/standing.ts';
import { BlockingChain } from './blocking-chain.tsx';
import { useChain, useStanding } from './use-gst.ts';
import { useT } from './texts/use-t.ts';

/** What is particular to a GST return: whose it is, why its date is what it is, and what must be filed first. */
export default function ReturnTab({ instance }: { instance: InstanceSummary }) {
  const standing = useStanding(instance.subjectId);
  const chain = useChain(instance.id);
  const error = standing.error ?? chain.error;
  if (error)
    return <Failure error={error} onRetry={() => void Promise.all([standing.refetch(), chain.refetch()])} />;
  if (!standing.data || !chain.data) return <Skeleton variant="rounded" height={220} />;
  return (
    <Stack spacing={3}>
      <Registration standing={standing.data} />
      <WhyThisDate standing={standing.data} />
      <BlockingChain steps={chain.data.steps} />
    </Stack>
  );
}

function Registration({ standing }: { standing: Standing }) {
  const t = useT();
  const { gstin, parts, faults } = standing;
  return (
    <Box component="section">
      {faults.map((fault) => (
        <Alert key={fault} severity="warning" variant="outlined" sx={{ mb: 1.5 }}>
          {fault}
        </Alert>
      ))}
      <Properties
        items={[
          ['GSTIN', <Code key="gstin">{gstin}</Code>],
          [t('state'), parts && `${parts.state ?? t('unknown')} (${parts.stateCode})`],
          ['PAN', parts?.pan && <Code>{parts.pan}</Code>],
        ]}
      />
    </Box>
  );
}

/** Monthly or quarterly, and in which group of states: together they decide the day. */
function WhyThisDate({ standing: { filesQuarterly, qrmp } }: { standing: Standing }) {
  const t = useT();
  const frequency =
    filesQuarterly.value === null ? 'unknown' : filesQuarterly.value ? 'quarterly' : 'monthly';
  return (
    <Box component="section">
      <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
        {t('whyThisDate')}
      </Typography>
      <Properties
        items={[
          [t('returnFrequency'), [t(frequency), ...filesQuarterly.reasons].join('\n')],
          [t('qrmpGroup'), [qrmp.group, qrmp.meaning].filter(Boolean).join(' · ')],
        ]}
      />
    </Box>
  );
}
