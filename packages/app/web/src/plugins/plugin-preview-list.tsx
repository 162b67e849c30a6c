import { Alert, Box, Skeleton, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Failure, formatBytes, formatCount, formatDate, humanise, Properties } from '@compliance-os/ui';
import type { PluginPreview, PluginTransition } from '../api/core.ts';
import { usePreview } from './use-plugins.ts';

/** What a transition would change for the tenant, before it happens. */
export function PluginPreviewList({ id, transition }: { id: string; transition: PluginTransition }) {
  const { data, error, refetch } = usePreview(id, transition);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={120} />;
  return <PreviewDetails preview={data} />;
}

const HEADINGS: Readonly<Record<PluginPreview['effect'], string>> = {
  appears: 'What will appear',
  goes: 'What will go',
  'stays-off': 'What becomes of its data',
};

export function PreviewDetails({ preview }: { preview: PluginPreview }) {
  const t = useTranslate();
  const { effect, refusals, contributions, missing, dependants } = preview;
  const listed = (names: readonly string[]) => (names.length === 0 ? t('None') : names.join(', '));
  const parts =
    effect === 'stays-off'
      ? []
      : [
          ...Object.entries(contributions).map(
            ([point, names]) => [t(contributionName(point)), shortList(names)] as const,
          ),
          [t('Jobs'), listed(preview.jobs)] as const,
          [t('Roles'), listed(preview.roles)] as const,
          [t('Panels'), listed(preview.slots)] as const,
          [
            t('Routes'),
            shortList(preview.routes.map((it) => `${it.method.toUpperCase()} ${it.path}`)),
          ] as const,
        ];
  return (
    <Stack spacing={1.5}>
      {refusals.map(({ code, detail }) => (
        <Alert key={code} severity="warning">
          {detail}
        </Alert>
      ))}
      <Box>
        <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
          {t(HEADINGS[effect])}
        </Typography>
        <Properties
          items={[
            ...(missing.length > 0 && effect === 'appears'
              ? [[t('Must be on first'), listed(missing)] as const]
              : []),
            ...(dependants.length > 0 && effect === 'goes'
              ? [[t('Needed by'), listed(dependants)] as const]
              : []),
            ...parts,
            ...dataItems(preview, t),
          ]}
        />
      </Box>
    </Stack>
  );
}

const dataItems = (
  { data, retention, to }: PluginPreview,
  t: ReturnType<typeof useTranslate>,
): (readonly [string, string])[] => {
  const size =
    data.rows === 0
      ? t('None')
      : `${t('%{smart_count} row |||| %{smart_count} rows', { smart_count: data.rows })} · ${formatBytes(data.bytes)}`;
  const fate = to === 'purged' ? t('Exported, then deleted') : t('Data that stays');
  const tables = data.tables
    .filter(({ rows }) => rows > 0)
    .map(({ table, rows }) => `${humanise(table)} ${formatCount(rows)}`);
  return [
    [fate, size],
    ...(to === 'purged' && tables.length > 0 ? [[t('Tables'), tables.join(', ')] as const] : []),
    ...(retention.until === null ? [] : [[t('To be kept until'), formatDate(retention.until)] as const]),
  ];
};

const SHOWN = 12;
/** The first of many, and how many more there are. */
const shortList = (names: readonly string[]): string =>
  names.length <= SHOWN ? names.join(', ') : `${names.slice(0, SHOWN).join(', ')} … +${names.length - SHOWN}`;

/** `compliance.registration-types` → `Registration types`. */
const contributionName = (point: string): string => humanise(point.split('.').pop() ?? point);
