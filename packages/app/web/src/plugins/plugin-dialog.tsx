import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  Typography,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { PluginPanel, usePermission, useSlot } from '@compliance-os/ui';
import type { TenantPlugin } from '../api/core.ts';
import { useApiForm } from '../forms/use-api-form.ts';
import { PluginPreviewList } from './plugin-preview-list.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { settingsOf, type Settings } from './settings-values.ts';
import { useDisable, useEnable } from './use-plugins.ts';

/** Switches a plugin on or off, and sets it: before it is on, says what will appear. */
export function PluginDialog({ plugin, onClose }: { plugin: TenantPlugin; onClose: () => void }) {
  const t = useTranslate();
  const mayChange = usePermission('core.plugin.update');
  const on = plugin.state === 'enabled';
  const enable = useEnable(plugin.id);
  const disable = useDisable(plugin.id);
  const { control, onSubmit, busy, failure } = useApiForm<Settings>({
    defaultValues: settingsOf(plugin.configSchema, plugin.config),
    submit: (config) => enable.mutateAsync(config),
    onDone: onClose,
  });
  const problem = failure ?? disable.error?.message;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm">
      <form onSubmit={onSubmit} noValidate>
        <DialogTitle>{on ? plugin.name : t('Switch on %{name}', { name: plugin.name })}</DialogTitle>
        <DialogContent>
          <Stack spacing={2.5} sx={{ pt: 1 }}>
            {problem && <Alert severity="error">{problem}</Alert>}
            {!on && <PluginPreviewList id={plugin.id} />}
            {plugin.configSchema?.properties && (
              <Box sx={{ display: 'grid', gap: 2 }}>
                <Typography variant="h6" component="h3">
                  {t('Settings')}
                </Typography>
                <SettingsFields control={control} schema={plugin.configSchema} />
              </Box>
            )}
            {on && <OwnSections pluginId={plugin.id} />}
            {on && plugin.dependants.length > 0 && (
              <Alert severity="info" variant="outlined">
                {t('These need it and go off with it')}: {plugin.dependants.join(', ')}
              </Alert>
            )}
          </Stack>
        </DialogContent>
        <DialogActions>
          {on && mayChange && (
            <Button
              color="error"
              loading={disable.isPending}
              onClick={() => disable.mutate(undefined, { onSuccess: onClose })}
              sx={{ mr: 'auto' }}
            >
              {t('Switch off')}
            </Button>
          )}
          <Button color="inherit" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={busy} disabled={!plugin.allowed || !mayChange}>
            {t(on ? 'Save' : 'Switch on')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Sections of settings that the plugin draws itself. */
function OwnSections({ pluginId }: { pluginId: string }) {
  const t = useTranslate();
  const { items } = useSlot('settings.section');
  return items
    .filter((item) => item.pluginId === pluginId)
    .map((item) => (
      <Box key={item.key} component="section">
        <Typography variant="h6" component="h3">
          {t(item.title)}
        </Typography>
        <PluginPanel slot="settings.section" item={item} props={{ pluginId }} />
      </Box>
    ));
}
