import { Box, Chip, Skeleton, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { EmptyState, Failure, usePortal, type EntitySummary } from '@compliance-os/ui';
import type { Applicability, ApplicabilityReply } from '../records.ts';
import { ApplicabilityRow } from './applicability-row.tsx';
import { useT } from '../texts/use-t.ts';

/** What comes first is what somebody must act on. */
const ORDER = ['undetermined', 'applies', 'does-not-apply'] as const;
const LABELS = {
  undetermined: 'undetermined',
  applies: 'applies',
  'does-not-apply': 'doesNotApply',
} as const;

/** Which obligations an entity has, and the reason for each answer. */
export default function ApplicabilityPanel({ entity }: { entity: EntitySummary }) {
  const t = useT();
  const { request } = usePortal();
  const { data, error, refetch } = useQuery({
    queryKey: ['compliance', 'applicability', entity.id],
    queryFn: ({ signal }) =>
      request<ApplicabilityReply>(`/v1/compliance/applicability?entityId=${encodeURIComponent(entity.id)}`, {
        signal,
      }),
  });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={220} />;
  if (data.items.length === 0)
    return <EmptyState dense title={t('nothingToDecideYet')} text={t('addARegistrationFirst')} />;
  return (
    <Stack spacing={2}>
      {ORDER.map((outcome) => (
        <OutcomeGroup
          key={outcome}
          outcome={outcome}
          rows={data.items.filter((it) => it.outcome === outcome)}
        />
      ))}
    </Stack>
  );
}

interface GroupProps {
  readonly outcome: Applicability['outcome'];
  readonly rows: readonly Applicability[];
}

/** What does not apply is many and seldom asked for: it stays folded until somebody asks. */
function OutcomeGroup({ outcome, rows }: GroupProps) {
  const t = useT();
  if (rows.length === 0) return null;
  return (
    <Box component="details" open={outcome !== 'does-not-apply'}>
      <Typography variant="subtitle2" component="summary" sx={{ mb: 0.5, cursor: 'pointer' }}>
        {t(LABELS[outcome])} <Chip size="small" variant="soft" label={rows.length} sx={{ ml: 0.5 }} />
      </Typography>
      {outcome === 'undetermined' && (
        <Typography variant="body2" sx={{ mb: 1 }}>
          {t('factsToRecord')}: <strong>{missingIn(rows)}</strong>
        </Typography>
      )}
      {sameAnswers(rows).map((same) => (
        <ApplicabilityRow key={answerOf(same[0])} rows={same} />
      ))}
    </Box>
  );
}

type Answers = readonly [Applicability, ...Applicability[]];

const answerOf = ({ master, period, summary }: Applicability): string =>
  `${master.code}|${period}|${summary}`;

/** Subjects with the same answer for the same reason stand together. */
const sameAnswers = (rows: readonly Applicability[]): readonly Answers[] => [
  ...(Map.groupBy(rows, answerOf) as Map<string, [Applicability, ...Applicability[]]>).values(),
];

/** Each fact once, however many obligations ask for it. */
const missingIn = (rows: readonly Applicability[]): string =>
  [...new Set(rows.flatMap((row) => row.missingFacts.map((fact) => fact.label)))].join('; ');
