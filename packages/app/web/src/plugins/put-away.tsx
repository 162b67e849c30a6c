import { Alert, Button, Card, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { formatMoment, ListRow, usePermission } from '@compliance-os/ui';
import type { PluginTombstone, TenantPlugin } from '../api/core.ts';

/** Plugins that were archived: their data is there, and they come back when somebody wants them. */
export function ArchivedPlugins({
  plugins,
  onOpen,
  onRestore,
}: {
  plugins: readonly TenantPlugin[];
  onOpen: (plugin: TenantPlugin) => void;
  onRestore: (plugin: TenantPlugin) => void;
}) {
  const t = useTranslate();
  const mayChange = usePermission('core.plugin.update');
  if (plugins.length === 0) return null;
  return (
    <Stack component="section" spacing={1} sx={{ mt: 4 }}>
      <Typography variant="h6" component="h2">
        {t('Archived')}
      </Typography>
      <Card variant="outlined">
        {plugins.map((plugin) => (
          <ListRow key={plugin.id}>
            <Typography sx={{ flex: 1, minWidth: 160, fontWeight: 600 }}>{plugin.name}</Typography>
            {plugin.purge && (
              <Alert severity={plugin.purge.state === 'failed' ? 'error' : 'info'} sx={{ py: 0 }}>
                {plugin.purge.state === 'failed'
                  ? `${t('The purge failed')}: ${plugin.purge.reason ?? ''}`
                  : t('The operator is purging its data')}
              </Alert>
            )}
            <Button size="small" onClick={() => onOpen(plugin)}>
              {t('Data')}
            </Button>
            {mayChange && (
              <Button size="small" onClick={() => onRestore(plugin)}>
                {t('Restore')}
              </Button>
            )}
          </ListRow>
        ))}
      </Card>
    </Stack>
  );
}

/** What stands in place of data that was purged. */
export function Tombstones({
  stones,
  showTenant = false,
  onDownload,
}: {
  stones: readonly PluginTombstone[];
  showTenant?: boolean;
  onDownload?: ((stone: PluginTombstone) => void) | undefined;
}) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  if (stones.length === 0) return null;
  return (
    <Stack component="section" spacing={1} sx={{ mt: 4 }}>
      <Typography variant="h6" component="h2">
        {t('Purged')}
      </Typography>
      <Card variant="outlined">
        {stones.map((stone) => (
          <ListRow key={stone.id}>
            <Stack sx={{ flex: 1, minWidth: 220 }}>
              <Typography sx={{ fontWeight: 600 }}>
                {[...(showTenant ? [stone.tenant.name] : []), stone.name].join(' · ')}
              </Typography>
              <Typography variant="body2" color="textSecondary">
                {t('%{smart_count} row |||| %{smart_count} rows', { smart_count: stone.rows })} ·{' '}
                {formatMoment(stone.purgedAt, locale)} · {stone.purgedBy.name}
              </Typography>
              <Typography variant="body2" color="textSecondary">
                {stone.retention}
              </Typography>
              <Typography variant="caption" color="textSecondary" sx={{ wordBreak: 'break-all' }}>
                SHA-256 {stone.export.sha256}
              </Typography>
            </Stack>
            {onDownload && (
              <Button size="small" onClick={() => onDownload(stone)}>
                {t('Download the export')}
              </Button>
            )}
          </ListRow>
        ))}
      </Card>
    </Stack>
  );
}
