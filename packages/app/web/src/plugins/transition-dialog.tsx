import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { PluginTransition, TenantPlugin } from '../api/core.ts';
import { PluginPreviewList } from './plugin-preview-list.tsx';
import { useArchive, useDisable, usePreview, useRestore } from './use-plugins.ts';

export type Move = Extract<PluginTransition, 'disable' | 'archive' | 'restore'>;

const TITLES: Readonly<Record<Move, string>> = {
  disable: 'Switch off %{name}',
  archive: 'Archive %{name}',
  restore: 'Restore %{name}',
};
const ACTIONS: Readonly<Record<Move, string>> = {
  disable: 'Yes, switch it off',
  archive: 'Archive',
  restore: 'Restore',
};
const MEANINGS: Readonly<Record<Move, string>> = {
  disable: 'Its pages, jobs and obligations go from this tenant until it is switched on again. Data stays.',
  archive: 'It is put away: nobody can switch it on until it is restored. Its data stays as it is.',
  restore: 'It comes back with all of its data, switched off.',
};

/** Says what a move would change, and makes it. */
export function TransitionDialog({
  plugin,
  move,
  onClose,
  onDone,
}: {
  plugin: TenantPlugin;
  move: Move;
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useTranslate();
  const { data: preview } = usePreview(plugin.id, move);
  const moves = {
    disable: useDisable(plugin.id),
    archive: useArchive(plugin.id),
    restore: useRestore(plugin.id),
  };
  const making = moves[move];
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm">
      <DialogTitle>{t(TITLES[move], { name: plugin.name })}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          {making.error && <Alert severity="error">{making.error.message}</Alert>}
          <Alert severity="info" variant="outlined">
            {t(MEANINGS[move])}
          </Alert>
          <PluginPreviewList id={plugin.id} transition={move} />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button
          variant="contained"
          color={move === 'disable' ? 'error' : 'primary'}
          loading={making.isPending}
          disabled={!preview || preview.refusals.length > 0}
          onClick={() => making.mutate(undefined, { onSuccess: onDone })}
        >
          {t(ACTIONS[move])}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
