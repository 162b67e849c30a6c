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
import { PluginData } from './plugin-data.tsx';
import { TransitionDialog, type Move } from './transition-dialog.tsx';
import { useEnable } from './use-plugins.ts';

/** Switches a plugin on or off, and sets it: before it is on, says what will appear. */
export function PluginDialog({ plugin, onClose }: { plugin: TenantPlugin; onClose: () => void }) {
  const t = useTranslate();
  const mayChange = usePermission('core.plugin.update');
  const on = plugin.state === 'enabled';
  const fields = useMemo(() => settingsFields(plugin.configSchema), [plugin.configSchema]);
  const enable = useEnable(plugin.id);
  const { control, onSubmit, busy, failure } = useApiForm<Settings>({
    defaultValues: settingsOf(fields, plugin.config),
    submit: (values) => enable.mutateAsync(configOf(fields, values)),
    onDone: onClose,
  });
  const [move, setMove] = useState<Move | null>(null);
  const archived = plugin.state === 'archived';
  const hasSettings = fields.length > 0;
  const isForm = !archived && (!on || hasSettings);
  if (move)
    return <TransitionDialog plugin={plugin} move={move} onClose={() => setMove(null)} onDone={onClose} />;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm">
      <form onSubmit={onSubmit} noValidate>
        <DialogTitle>
          {on || archived ? plugin.name : t('Switch on %{name}', { name: plugin.name })}
        </DialogTitle>
        <DialogContent>
          <Stack spacing={2.5} sx={{ pt: 1 }}>
            {failure && <Alert severity="error">{failure}</Alert>}
            {!on && <PluginPreviewList id={plugin.id} transition={archived ? 'restore' : 'enable'} />}
            {on && !hasSettings && (
              <Typography color="textSecondary">{t('This plugin has no settings.')}</Typography>
            )}
            {hasSettings && !archived && (
              <Box sx={{ display: 'grid', gap: 2 }}>
                <Typography variant="h6" component="h3">
                  {t('Settings')}
                </Typography>
                <SettingsFields pluginId={plugin.id} control={control} fields={fields} />
              </Box>
            )}
            {!archived && <SecretFields pluginId={plugin.id} mayChange={mayChange} />}
            {on && <OwnSections pluginId={plugin.id} />}
            {plugin.state !== 'purged' && <PluginData pluginId={plugin.id} />}
          </Stack>
        </DialogContent>
        <DialogActions>
          {mayChange && (on || plugin.state === 'disabled') && (
            <Button
              color={on ? 'error' : 'inherit'}
              onClick={() => setMove(on ? 'disable' : 'archive')}
              sx={{ mr: 'auto' }}
            >
              {t(on ? 'Switch off' : 'Archive')}
            </Button>
          )}
          <Button color="inherit" onClick={onClose}>
            {t(isForm ? 'Cancel' : 'Close')}
          </Button>
          {isForm && (
            <Button type="submit" variant="contained" loading={busy} disabled={!plugin.allowed || !mayChange}>
              {t(on ? 'Save' : 'Switch on')}
            </Button>
          )}
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
