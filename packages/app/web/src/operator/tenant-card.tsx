import { useState } from 'react';
import { Alert, Box, Button, Card, FormControlLabel, Switch, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { StatusChip } from '@compliance-os/ui';
import { useAllowance, type InstalledPlugin, type OperatorTenant } from './operator-api.ts';
import { TenantPluginsDialog } from './tenant-plugins-dialog.tsx';

/** A tenant and the plugins it may use. */
export function TenantCard({
  tenant,
  plugins,
}: {
  tenant: OperatorTenant;
  plugins: readonly InstalledPlugin[];
}) {
  const t = useTranslate();
  const allow = useAllowance(tenant.id);
  const [shown, setShown] = useState(false);
  return (
    <Card variant="outlined" component="section" sx={{ p: 2.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 1.5 }}>
        <Box sx={{ flex: 1 }}>
          <Typography variant="h6" component="h2">
            {tenant.name}
          </Typography>
          <Typography variant="caption" color="textSecondary">
            {tenant.slug} ·{' '}
            {t('%{smart_count} person |||| %{smart_count} people', { smart_count: tenant.people })}
          </Typography>
        </Box>
        <Button size="small" onClick={() => setShown(true)}>
          {t('States and data')}
        </Button>
        <StatusChip status={tenant.status} />
      </Box>
      {allow.error && (
        <Alert severity="error" sx={{ mb: 1 }}>
          {allow.error.message}
        </Alert>
      )}
      <Box sx={{ display: 'grid', gap: 0.5, gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))' }}>
        {plugins.map((plugin) => (
          <FormControlLabel
            key={plugin.id}
            control={
              <Switch
                size="small"
                checked={plugin.allowedFor.includes(tenant.id)}
                disabled={allow.isPending}
                onChange={(_, allowed) => allow.mutate({ plugin: plugin.id, allowed })}
              />
            }
            label={
              <>
                {plugin.name}{' '}
                <Box component="span" sx={{ fontSize: 12, color: 'text.secondary' }}>
                  {plugin.version}
                </Box>
              </>
            }
          />
        ))}
      </Box>
      {shown && <TenantPluginsDialog tenant={tenant} onClose={() => setShown(false)} />}
    </Card>
  );
}
