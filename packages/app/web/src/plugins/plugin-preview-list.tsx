import { Box, Skeleton, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Failure, humanise, Properties } from '@compliance-os/ui';
import { usePreview } from './use-plugins.ts';

/** What will appear for the tenant when the plugin is on. */
export function PluginPreviewList({ id }: { id: string }) {
  const t = useTranslate();
  const { data, error, refetch } = usePreview(id);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={120} />;
  const listed = (names: readonly string[]) => (names.length === 0 ? t('None') : names.join(', '));
  return (
    <Box>
      <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
        {t('What will appear')}
      </Typography>
      <Properties
        items={[
          ...(data.missing.length > 0 ? [[t('Must be on first'), listed(data.missing)] as const] : []),
          ...Object.entries(data.contributions).map(
            ([point, names]) => [t(contributionName(point)), listed(names)] as const,
          ),
          [t('Jobs'), listed(data.jobs)],
          [t('Roles'), listed(data.roles)],
          [t('Panels'), listed(data.slots)],
          [t('Routes'), listed(data.routes.map((it) => `${it.method.toUpperCase()} ${it.path}`))],
        ]}
      />
    </Box>
  );
}

/** `compliance.registration-types` → `Registration types`. */
const contributionName = (point: string): string => humanise(point.split('.').pop() ?? point);
