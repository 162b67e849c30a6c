import { useState } from 'react';
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material';
import type { Extension } from '../records.ts';
import { useReverse } from './use-extensions.ts';
import { useT } from '../texts/use-t.ts';

/** Takes an extension back, with a reason that stays on record. */
export function ReversalDialog({ extension, onClose }: { extension: Extension; onClose: () => void }) {
  const t = useT();
  const [reason, setReason] = useState('');
  const reverse = useReverse(extension.id);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm">
      <DialogTitle>{t('reverseNamed', { number: extension.number })}</DialogTitle>
      <DialogContent>
        {reverse.error && (
          <Alert severity="error" sx={{ mb: 2 }}>
            {reverse.error.message}
          </Alert>
        )}
        <TextField
          label={t('reason')}
          required
          autoFocus
          multiline
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          helperText={t('reversalMeaning')}
          sx={{ mt: 1 }}
        />
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          variant="contained"
          color="error"
          disabled={reason.trim().length < 3}
          loading={reverse.isPending}
          onClick={() => reverse.mutate(reason, { onSuccess: onClose })}
        >
          {t('reverse')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
