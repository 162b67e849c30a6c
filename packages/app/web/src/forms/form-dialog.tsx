import type { FormEventHandler, ReactNode } from 'react';
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';

interface Props {
  readonly title: string;
  readonly text?: ReactNode;
  readonly action: string;
  readonly busy: boolean;
  readonly failure: string | null;
  readonly onSubmit: FormEventHandler;
  readonly onClose: () => void;
  readonly tone?: 'primary' | 'error';
  readonly children?: ReactNode;
}

/** A dialog that asks for something and says why it was refused. */
export function FormDialog({
  title,
  text,
  action,
  busy,
  failure,
  onSubmit,
  onClose,
  tone = 'primary',
  children,
}: Props) {
  const t = useTranslate();
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm">
      <form onSubmit={onSubmit} noValidate>
        <DialogTitle>{title}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            {text}
            {failure && <Alert severity="error">{failure}</Alert>}
            {children}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} color="inherit">
            {t('Cancel')}
          </Button>
          <Button type="submit" variant="contained" color={tone} loading={busy}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
