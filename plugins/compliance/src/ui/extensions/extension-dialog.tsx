import { useState } from 'react';
import {
  Alert,
  Autocomplete,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { usePortal, useToday } from '@compliance-os/ui';
import type { Listed, Master } from '../records.ts';
import { AffectedTable } from './affected-table.tsx';
import { isComplete, notificationOf, type NotificationDraft } from './notification-draft.ts';
import { useApply, useExtensionPreview } from './use-extensions.ts';
import { useT } from '../texts/use-t.ts';

/** Records a notification: first what it would move, then the moving. */
export function ExtensionDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const today = useToday();
  const { request } = usePortal();
  const [draft, setDraft] = useState<NotificationDraft>({
    number: '',
    date: today,
    masters: [],
    periods: [],
    newDate: '',
    law: '',
  });
  const preview = useExtensionPreview();
  const apply = useApply();
  const { data: masters } = useQuery({
    queryKey: ['compliance', 'masters'],
    queryFn: ({ signal }) =>
      request<Listed<Master>>('/v1/compliance/masters?limit=500', { signal }).then((page) => page.items),
  });
  const set = (change: Partial<NotificationDraft>) => {
    preview.reset();
    setDraft({ ...draft, ...change });
  };
  const error = preview.error ?? apply.error;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md">
      <DialogTitle>{t('newExtension')}</DialogTitle>
      <DialogContent>
        {error && (
          <Alert severity="error" sx={{ mb: 2 }}>
            {error.message}
          </Alert>
        )}
        <Box sx={{ display: 'grid', gap: 2, pt: 1, gridTemplateColumns: { sm: '1fr 1fr' } }}>
          <TextField
            label={t('notificationNumber')}
            required
            autoFocus
            value={draft.number}
            onChange={(event) => set({ number: event.target.value })}
          />
          <TextField
            label={t('dated')}
            type="date"
            slotProps={{ inputLabel: { shrink: true } }}
            value={draft.date}
            onChange={(event) => set({ date: event.target.value })}
          />
          <Autocomplete
            multiple
            options={(masters ?? []).map((it) => it.code)}
            value={[...draft.masters]}
            onChange={(_, chosen) => set({ masters: chosen })}
            renderInput={(params) => <TextField {...params} label={t('obligations')} />}
          />
          <Autocomplete
            multiple
            freeSolo
            options={[]}
            value={[...draft.periods]}
            onChange={(_, periods) => set({ periods })}
            renderInput={(params) => (
              <TextField {...params} label={t('periods')} helperText={t('periodsHelp')} />
            )}
          />
          <TextField
            label={t('newDueDate')}
            type="date"
            required
            slotProps={{ inputLabel: { shrink: true } }}
            value={draft.newDate}
            onChange={(event) => set({ newDate: event.target.value })}
          />
          <TextField
            label={t('lawOrOrder')}
            required
            value={draft.law}
            onChange={(event) => set({ law: event.target.value })}
            helperText={t('onWhatAuthority')}
          />
        </Box>
        {preview.data && <AffectedTable preview={preview.data} />}
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {t('cancel')}
        </Button>
        {preview.data ? (
          <Button
            variant="contained"
            loading={apply.isPending}
            disabled={preview.data.counts.moves === 0}
            onClick={() => apply.mutate(notificationOf(draft), { onSuccess: onClose })}
          >
            {t('moveDates', { count: preview.data.counts.moves })}
          </Button>
        ) : (
          <Button
            variant="contained"
            loading={preview.isPending}
            disabled={!isComplete(draft)}
            onClick={() => preview.mutate(notificationOf(draft))}
          >
            {t('showWhatMoves')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
