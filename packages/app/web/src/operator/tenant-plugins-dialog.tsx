import { useState } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Skeleton,
  Stack,
  TextField,
  Typography,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { Failure, ListRow, StatusChip } from '@compliance-os/ui';
import type { TenantPlugin } from '../api/core.ts';
import { PreviewDetails } from '../plugins/plugin-preview-list.tsx';
import { usePurge, usePurgePreview, useTenantPlugins, type OperatorTenant } from './operator-api.ts';

/** How each plugin stands in a tenant. What is archived can be purged here. */
export function TenantPluginsDialog({ tenant, onClose }: { tenant: OperatorTenant; onClose: () => void }) {
  const t = useTranslate();
  const { data, error, refetch } = useTenantPlugins(tenant.id);
  const [purging, setPurging] = useState<TenantPlugin | null>(null);
  if (purging) return <PurgeDialog tenant={tenant} plugin={purging} onClose={() => setPurging(null)} />;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm">
      <DialogTitle>{t('Plugins of %{name}', { name: tenant.name })}</DialogTitle>
      <DialogContent>
        {error && <Failure error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton variant="rounded" height={120} />}
        {data?.map((plugin) => (
          <ListRow key={plugin.id}>
            <Typography sx={{ flex: 1, fontWeight: 600 }}>{plugin.name}</Typography>
            <StatusChip status={plugin.state} />
            {plugin.state === 'archived' && (
              <Button
                size="small"
                color="error"
                loading={plugin.purge !== null && plugin.purge.state !== 'failed'}
                onClick={() => setPurging(plugin)}
              >
                {t('Purge')}
              </Button>
            )}
            {plugin.purge?.state === 'failed' && (
              <Alert severity="error" sx={{ width: '100%' }}>
                {t('The purge failed')}: {plugin.purge.reason}
              </Alert>
            )}
          </ListRow>
        ))}
        <Typography variant="body2" color="textSecondary" sx={{ mt: 2 }}>
          {t(
            'The administrator of the tenant archives a plugin; what is archived can be purged once it need not be kept any longer.',
          )}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {t('Close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** What is purged does not come back: the id of the plugin has to be typed. */
function PurgeDialog({
  tenant,
  plugin,
  onClose,
}: {
  tenant: OperatorTenant;
  plugin: TenantPlugin;
  onClose: () => void;
}) {
  const t = useTranslate();
  const { data: preview, error, refetch } = usePurgePreview(tenant.id, plugin.id);
  const purge = usePurge(tenant.id, plugin.id);
  const [typed, setTyped] = useState('');
  const possible = preview !== undefined && preview.refusals.length === 0;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm">
      <DialogTitle>
        {t('Purge %{plugin} of %{tenant}', { plugin: plugin.name, tenant: tenant.name })}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          {error && <Failure error={error} onRetry={() => void refetch()} />}
          {purge.error && <Alert severity="error">{purge.error.message}</Alert>}
          {!preview && !error && <Skeleton variant="rounded" height={120} />}
          {preview && <PreviewDetails preview={preview} />}
          {possible && (
            <>
              <Alert severity="error" variant="outlined">
                {t(
                  'Everything that it keeps of this tenant is exported and then deleted for good. A tombstone stays, and the audit log is not touched.',
                )}
              </Alert>
              <TextField
                autoFocus
                label={t('Type %{id} to confirm', { id: plugin.id })}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            </>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button
          variant="contained"
          color="error"
          loading={purge.isPending}
          disabled={!possible || typed !== plugin.id}
          onClick={() => purge.mutate(typed, { onSuccess: onClose })}
        >
          {t('Purge')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
