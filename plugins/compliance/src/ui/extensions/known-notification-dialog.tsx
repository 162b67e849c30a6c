import { useEffect } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link,
  Skeleton,
  Typography,
} from '@mui/material';
import type { KnownNotification } from '../records.ts';
import { AffectedTable } from './affected-table.tsx';
import { useApply, useExtensionPreview } from './use-extensions.ts';
import { useT } from '../texts/use-t.ts';

/** What a notification that a plugin ships would move here; then the moving. */
export function KnownNotificationDialog({
  known,
  onClose,
}: {
  known: KnownNotification;
  onClose: () => void;
}) {
  const t = useT();
  const { mutate, data, error } = useExtensionPreview();
  const apply = useApply();
  const { notification } = known;
  useEffect(() => mutate(notification), [mutate, notification]);
  const problem = error ?? apply.error;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md">
      <DialogTitle>{known.number}</DialogTitle>
      <DialogContent>
        {problem && (
          <Alert severity="error" sx={{ mb: 2 }}>
            {problem.message}
          </Alert>
        )}
        <Typography variant="body2">{notification.law}</Typography>
        {notification.note && (
          <Typography variant="body2" color="textSecondary">
            {notification.note}
          </Typography>
        )}
        {notification.confidence !== 'high' && (
          <Alert severity="warning" variant="outlined" sx={{ mt: 1 }}>
            {t('checkNotification')}
          </Alert>
        )}
        {notification.urls.map((url) => (
          <Typography key={url} variant="body2" noWrap>
            <Link href={url} target="_blank" rel="noreferrer">
              {url}
            </Link>
          </Typography>
        ))}
        {data ? (
          <AffectedTable preview={data} />
        ) : (
          !problem && <Skeleton variant="rounded" height={120} sx={{ mt: 2 }} />
        )}
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          variant="contained"
          loading={apply.isPending}
          disabled={!data || data.counts.moves === 0}
          onClick={() => apply.mutate(notification, { onSuccess: onClose })}
        >
          {t('moveDates', { count: data?.counts.moves ?? 0 })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
