import { useMemo, useState } from 'react';
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
import { SecretFields } from './secret-fields.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { settingsFields } from './settings-shape.ts';
import { configOf, settingsOf, type Settings } from './settings-values.ts';
import { useDisable, useEnable } from './use-plugins.ts';

/** Switches a plugin on or off, and sets it: before it is on, says what will appear. */
export function PluginDialog({ plugin, onClose }: { plugin: TenantPlugin; onClose: () => void }) {
  const t = useTranslate();
  const mayChange = usePermission('core.plugin.update');
  const on = plugin.state === 'enabled';
  const fields = useMemo(() => settingsFields(plugin.configSchema), [plugin.configSchema]);
  const enable = useEnable(plugin.id);
  const disable = useDisable(plugin.id);
  const { control, onSubmit, busy, failure } = useApiForm<Settings>({
    defaultValues: settingsOf(fields, plugin.config),
    submit: (values) => enable.mutateAsync(configOf(fields, values)),
    onDone: onClose,
  });
  const problem = failure ?? disable.error?.message;
  const [switchingOff, setSwitchingOff] = useState(false);
  const hasSettings = fields.length > 0;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm">
      <form onSubmit={onSubmit} noValidate>
        <DialogTitle>{on ? plugin.name : t('Switch on %{name}', { name: plugin.name })}</DialogTitle>
        <DialogContent>
          <Stack spacing={2.5} sx={{ pt: 1 }}>
            {problem && <Alert severity="error">{problem}</Alert>}
            {!on && <PluginPreviewList id={plugin.id} />}
            {on && !hasSettings && (
              <Typography color="textSecondary">{t('This plugin has no settings.')}</Typography>
            )}
            {hasSettings && (
              <Box sx={{ display: 'grid', gap: 2 }}>
                <Typography variant="h6" component="h3">
                  {t('Settings')}
                </Typography>
                <SettingsFields pluginId={plugin.id} control={control} fields={fields} />
              </Box>
            )}
            <SecretFields pluginId={plugin.id} mayChange={mayChange} />
            {on && <OwnSections pluginId={plugin.id} />}
            {switchingOff && <SwitchOffNotice plugin={plugin} />}
          </Stack>
        </DialogContent>
        <DialogActions>
          {on && mayChange && (
            <Button
              color="error"
              loading={disable.isPending}
              onClick={() =>
                switchingOff ? disable.mutate(undefined, { onSuccess: onClose }) : setSwitchingOff(true)
              }
              sx={{ mr: 'auto' }}
            >
              {t(switchingOff ? 'Yes, switch it off' : 'Switch off')}
            </Button>
          )}
          <Button color="inherit" onClick={onClose}>
            {t('Cancel')}
          </Button>
          {(!on || hasSettings) && (
            <Button
              type="submit"
              variant="contained"
              loading={busy}
              disabled={!plugin.allowed || !mayChange || switchingOff}
            >
              {t(on ? 'Save' : 'Switch on')}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** What is gone once a plugin is off, before it is. */
function SwitchOffNotice({ plugin }: { plugin: TenantPlugin }) {
  const t = useTranslate();
  return (
    <Alert severity="warning" variant="outlined">
      {t('Its pages, jobs and obligations go from this tenant until it is switched on again. Data stays.')}
      {plugin.dependants.length > 0 && (
        <Box sx={{ mt: 0.5 }}>
          {t('These need it and go off with it')}: {plugin.dependants.join(', ')}
        </Box>
      )}
    </Alert>
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
