import { useState } from 'react';
import { Alert, Box, Button, Skeleton, TextField, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { Failure, formatMoment, humanise, StatusChip } from '@compliance-os/ui';
import type { PluginSecret } from '../api/core.ts';
import { useChangeSecret, useSecrets } from './use-secrets.ts';

/** Secrets that a plugin asks for. They are written here and read by the plugin alone: nobody sees one again. */
export function SecretFields({ pluginId, mayChange }: { pluginId: string; mayChange: boolean }) {
  const t = useTranslate();
  const { data, error, refetch } = useSecrets(pluginId);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={56} />;
  if (data.length === 0) return null;
  return (
    <Box component="section" sx={{ display: 'grid', gap: 2 }}>
      <Box>
        <Typography variant="h6" component="h3">
          {t('Secrets')}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t(
            'A secret is sealed when it is saved. Nobody can read it back; it can be replaced or forgotten.',
          )}
        </Typography>
      </Box>
      {data.map((secret) => (
        <SecretField key={secret.name} pluginId={pluginId} secret={secret} mayChange={mayChange} />
      ))}
    </Box>
  );
}

interface Props {
  readonly pluginId: string;
  readonly secret: PluginSecret;
  readonly mayChange: boolean;
}

function SecretField({ pluginId, secret, mayChange }: Props) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const [value, setValue] = useState('');
  const [editing, setEditing] = useState(false);
  const [sure, setSure] = useState(false);
  const { set, clear } = useChangeSecret(pluginId, secret.name);
  const label = t(`${pluginId}.secrets.${secret.name}`, { _: humanise(secret.name) });
  const problem = set.error ?? clear.error;
  const close = () => {
    setValue('');
    setEditing(false);
  };
  return (
    <Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 160 }}>
          <Typography sx={{ fontWeight: 600 }}>{label}</Typography>
          {secret.changedAt && (
            <Typography variant="caption" color="textSecondary">
              {t('Changed')} {formatMoment(secret.changedAt, locale)}
            </Typography>
          )}
        </Box>
        <StatusChip status={secret.isSet ? 'saved' : 'not-set'} />
        {mayChange && !editing && (
          <Button size="small" onClick={() => setEditing(true)}>
            {t(secret.isSet ? 'Replace' : 'Set')}
          </Button>
        )}
        {mayChange && !editing && secret.isSet && (
          <Button
            size="small"
            color="error"
            loading={clear.isPending}
            onClick={() =>
              sure ? clear.mutate(undefined, { onSettled: () => setSure(false) }) : setSure(true)
            }
          >
            {t(sure ? 'Yes, forget it' : 'Forget')}
          </Button>
        )}
      </Box>
      {problem && (
        <Alert severity="error" sx={{ mt: 1 }}>
          {problem.message}
        </Alert>
      )}
      {editing && (
        <Box sx={{ display: 'flex', gap: 1, mt: 1, alignItems: 'start' }}>
          <TextField
            type="password"
            size="small"
            fullWidth
            autoFocus
            label={label}
            value={value}
            onChange={(event) => setValue(event.target.value)}
            // a line of a form inside another: Enter saves the secret and not the settings
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              if (value !== '') set.mutate(value, { onSuccess: close });
            }}
            slotProps={{ htmlInput: { autoComplete: 'new-password' } }}
          />
          <Button
            variant="contained"
            disabled={value === ''}
            loading={set.isPending}
            onClick={() => set.mutate(value, { onSuccess: close })}
          >
            {t('Save')}
          </Button>
          <Button color="inherit" onClick={close}>
            {t('Cancel')}
          </Button>
        </Box>
      )}
    </Box>
  );
}
