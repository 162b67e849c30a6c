import { Box, Skeleton, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Failure, Properties } from '@compliance-os/ui';
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
          [t('Menus'), listed(data.menus)],
          [t('Obligations'), listed(data.masters.map((it) => it.name))],
          [t('Jobs'), listed(data.jobs)],
          [t('Routes'), listed(data.routes.map((it) => `${it.method} ${it.path}`))],
        ]}
      />
    </Box>
  );
}
