import type { ReactNode } from 'react';
import { Alert, Box, Skeleton, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { Failure, formatBytes, formatCount, formatDate, humanise, Properties } from '@compliance-os/ui';
import type { PluginPreview, PluginTransition } from '../api/core.ts';
import { usePluginName, usePreview, type PluginName } from './use-plugins.ts';

/** What a transition would change for the tenant, before it happens. */
export function PluginPreviewList({ id, transition }: { id: string; transition: PluginTransition }) {
  const { data, error, refetch } = usePreview(id, transition);
  const nameOf = usePluginName();
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={120} />;
  return <PreviewDetails preview={data} nameOf={nameOf} />;
}

const HEADINGS: Readonly<Record<PluginPreview['effect'], string>> = {
  appears: 'What will appear',
  goes: 'What will go',
  'stays-off': 'What becomes of its data',
};

const SLOTS: Readonly<Record<string, string>> = {
  'dashboard.widget': 'Tiles of the overview',
  'entity.panel': 'Panels of an entity',
  'evidence.panel': 'Panels of evidence',
  'instance.tab': 'Tabs of an obligation',
  'settings.section': 'Sections of the settings',
  route: 'Pages',
};

type Translate = ReturnType<typeof useTranslate>;

interface PreviewProps {
  readonly preview: PluginPreview;
  /** where other plugins can be named in it; a purge names none */
  readonly nameOf?: PluginName;
}

export function PreviewDetails({ preview, nameOf = (id) => id }: PreviewProps) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const { effect, refusals, contributions, missing, dependants } = preview;
  const listed = (names: readonly string[]) => (names.length === 0 ? t('None') : names.join(', '));
  const parts: readonly (readonly [string, ReactNode])[] =
    effect === 'stays-off'
      ? []
      : [
          ...Object.entries(contributions).map(
            ([point, names]) => [t(contributionName(point)), shortList(names)] as const,
          ),
          [t('Jobs'), listed(preview.jobs.map(jobName))] as const,
          [t('Roles'), listed(preview.roles)] as const,
          [t('Panels'), listed(preview.slots.map((slot) => t(SLOTS[slot] ?? slot)))] as const,
          [t('API'), <Routes key="routes" routes={preview.routes} />] as const,
        ];
  return (
    <Stack spacing={1.5}>
      {refusals.map((refusal) => (
        <Alert key={refusal.code} severity="warning">
          {refusalText(refusal, preview, { t, nameOf, locale })}
        </Alert>
      ))}
      <Box>
        <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
          {t(HEADINGS[effect])}
        </Typography>
        <Properties
          items={[
            ...(missing.length > 0 && effect === 'appears'
              ? [[t('Must be on first'), listed(missing.map(nameOf))] as const]
              : []),
            ...(dependants.length > 0 && effect === 'goes'
              ? [[t('Needed by'), listed(dependants.map(nameOf))] as const]
              : []),
            ...parts,
            ...dataItems(preview, t, locale),
          ]}
        />
      </Box>
    </Stack>
  );
}

interface Wording {
  readonly t: Translate;
  readonly nameOf: PluginName;
  readonly locale: string;
}

/** Why it may not happen, in the reader's language where what it needs is in the preview; else as the server says it. */
const refusalText = (
  { code, detail }: PluginPreview['refusals'][number],
  { name, missing, dependants, retention }: PluginPreview,
  { t, nameOf, locale }: Wording,
): string => {
  switch (code) {
    case 'PLUGIN_NEEDED':
      return t('Switch off what needs %{name} first: %{others}.', {
        others: dependants.map(nameOf).join(', '),
        name,
      });
    case 'PLUGIN_REQUIRES_OTHERS':
      return t('Switch on %{others} first.', { others: missing.map(nameOf).join(', ') });
    case 'PLUGIN_NOT_ALLOWED':
      return t('The operator has not allowed %{name} for this tenant.', { name });
    case 'PLUGIN_RETAINED':
      return retention.until === null
        ? detail
        : t('The records of %{name} have to be kept until %{date}; they can be purged from the day after.', {
            name,
            date: formatDate(retention.until, locale),
          });
    default:
      return detail;
  }
};

/** How many; which, for whoever asks. */
function Routes({ routes }: { routes: PluginPreview['routes'] }) {
  const t = useTranslate();
  if (routes.length === 0) return t('None');
  return (
    <details>
      <summary>
        {t('%{smart_count} address |||| %{smart_count} addresses', { smart_count: routes.length })}
      </summary>
      {routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`).join('\n')}
    </details>
  );
}

const dataItems = (
  { data, retention, to, effect }: PluginPreview,
  t: Translate,
  locale: string,
): (readonly [string, string])[] => {
  if (effect === 'appears' && data.rows === 0) return [];
  const size =
    data.rows === 0
      ? t('None')
      : `${t('%{smart_count} row |||| %{smart_count} rows', { smart_count: data.rows })} · ${formatBytes(data.bytes)}`;
  const fate = to === 'purged' ? t('Exported, then deleted') : t(FATES[effect]);
  const tables = data.tables
    .filter(({ rows }) => rows > 0)
    .map(({ table, rows }) => `${humanise(table)} ${formatCount(rows)}`);
  return [
    [fate, size],
    ...(to === 'purged' && tables.length > 0 ? [[t('Tables'), tables.join(', ')] as const] : []),
    ...(retention.until === null
      ? []
      : [[t('To be kept until'), formatDate(retention.until, locale)] as const]),
  ];
};

const FATES: Readonly<Record<PluginPreview['effect'], string>> = {
  appears: 'Data from before',
  goes: 'Data that stays',
  'stays-off': 'Data that stays',
};

const SHOWN = 12;
/** The first of many, and how many more there are. */
const shortList = (names: readonly string[]): string =>
  names.length <= SHOWN ? names.join(', ') : `${names.slice(0, SHOWN).join(', ')} … +${names.length - SHOWN}`;

/** `compliance.registration-types` → `Registration types`. */
const contributionName = (point: string): string => humanise(point.split('.').pop() ?? point);

/** `gst.filing-status` → `Filing status`: whose it is stands above. */
const jobName = (job: string): string => humanise(job.slice(job.indexOf('.') + 1));
