import { useState } from 'react';
import {
  Alert,
  Button,
  Card,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  Typography,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { ListRow, usePermission } from '@compliance-os/ui';
import type { PluginBundle, PluginOutcome } from '../api/core.ts';
import { useBundles, useEnableBundle } from './use-plugins.ts';

/** Sets of plugins that are switched on at once. Those that are on whole are not shown. */
export function PluginBundles() {
  const t = useTranslate();
  const mayChange = usePermission('core.plugin.update');
  const [chosen, setChosen] = useState<PluginBundle | null>(null);
  const { data = [] } = useBundles();
  const open = data.filter(({ plugins }) => plugins.some(({ outcome }) => outcome !== 'unchanged'));
  if (open.length === 0 || !mayChange) return null;
  return (
    <Card variant="outlined" component="section" aria-label={t('Sets of plugins')} sx={{ mb: 2 }}>
      {open.map((bundle) => (
        <ListRow key={bundle.id}>
          <Typography sx={{ fontWeight: 600 }}>
            {t('Set of plugins')}: {bundle.name}
          </Typography>
          <Typography variant="body2" color="textSecondary" sx={{ flex: 1 }}>
            {bundle.plugins.map(({ name }) => name).join(', ')}
          </Typography>
          <Button size="small" variant="outlined" onClick={() => setChosen(bundle)}>
            {t('Switch all on')}
          </Button>
        </ListRow>
      ))}
      {chosen && <BundleDialog bundle={chosen} onClose={() => setChosen(null)} />}
    </Card>
  );
}

function BundleDialog({ bundle, onClose }: { bundle: PluginBundle; onClose: () => void }) {
  const t = useTranslate();
  const enable = useEnableBundle(bundle.id);
  const refused = bundle.plugins.some(({ outcome }) => outcome === 'refused');
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm">
      <DialogTitle>{t('Switch on %{name}', { name: bundle.name })}</DialogTitle>
      <DialogContent>
        <Stack spacing={1}>
          {enable.error && <Alert severity="error">{enable.error.message}</Alert>}
          <Outcomes plugins={bundle.plugins} />
          <Typography variant="body2" color="textSecondary">
            {t('All of them are switched on, or none.')}
          </Typography>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button
          variant="contained"
          loading={enable.isPending}
          disabled={refused}
          onClick={() => enable.mutate(undefined, { onSuccess: onClose })}
        >
          {t('Switch all on')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const SEVERITY = { changed: 'success', unchanged: 'info', refused: 'warning' } as const;
const WORDS = {
  changed: 'Will be switched on',
  unchanged: 'Is on already',
  refused: 'Cannot be switched on',
};

const Outcomes = ({ plugins }: { plugins: readonly PluginOutcome[] }) => {
  const t = useTranslate();
  return plugins.map(({ plugin, name, outcome, detail }) => (
    <Alert key={plugin} severity={SEVERITY[outcome]} variant="outlined">
      <strong>{name}</strong>: {detail ?? t(WORDS[outcome])}
    </Alert>
  ));
};
