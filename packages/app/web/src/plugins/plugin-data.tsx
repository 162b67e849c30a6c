import { Alert, Box, Button, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { formatBytes, formatMoment, usePermission } from '@compliance-os/ui';
import type { PluginExport } from '../api/core.ts';
import { exportPath, useDownload, useExports, useRequestExport } from './use-plugins.ts';

/** Copies of everything that a plugin keeps, to download. */
export function PluginData({ pluginId }: { pluginId: string }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const mayExport = usePermission('core.plugin.export');
  const { data } = useExports(pluginId, mayExport);
  const request = useRequestExport(pluginId);
  const download = useDownload();
  const problem = request.error ?? download.error;
  if (!mayExport) return null;
  return (
    <Box component="section">
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1 }}>
        <Typography variant="h6" component="h3" sx={{ flex: 1 }}>
          {t('Exports')}
        </Typography>
        <Button size="small" loading={request.isPending} onClick={() => request.mutate()}>
          {t('Export all data')}
        </Button>
      </Box>
      {problem && <Alert severity="error">{problem.message}</Alert>}
      <Stack spacing={0.5}>
        {data?.slice(0, SHOWN).map((it) => (
          <Box key={it.id} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            <Typography variant="body2" color="textSecondary" sx={{ flex: 1 }}>
              {formatMoment(it.requestedAt, locale)} · {it.requestedBy.name} · {t(STATES[it.state])}
              {it.bytes !== null && ` · ${formatBytes(it.bytes)}`}
            </Typography>
            {it.state === 'ready' && (
              <Button
                size="small"
                loading={download.isPending}
                onClick={() => download.mutate(exportPath(pluginId, it.id))}
              >
                {t('Download')}
              </Button>
            )}
          </Box>
        ))}
        {data?.length === 0 && (
          <Typography variant="body2" color="textSecondary">
            {t(
              'One file with every table, its rows and their checksums. It can be downloaded for seven days.',
            )}
          </Typography>
        )}
      </Stack>
    </Box>
  );
}

const SHOWN = 3;

const STATES: Readonly<Record<PluginExport['state'], string>> = {
  'being-made': 'Being made',
  ready: 'Ready',
  failed: 'Failed',
  expired: 'Expired',
};
