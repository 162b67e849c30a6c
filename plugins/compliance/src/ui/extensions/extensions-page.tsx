import { useState } from 'react';
import AddIcon from '@mui/icons-material/Add';
import EventIcon from '@mui/icons-material/EventRepeatOutlined';
import { Box, Button, Card, Chip, Skeleton, Typography } from '@mui/material';
import { useLocaleState } from 'react-admin';
import { Allowed, EmptyState, Failure, formatDate, ListRow, StatusChip } from '@compliance-os/ui';
import type { Extension } from '../records.ts';
import { ExtensionDialog } from './extension-dialog.tsx';
import { KnownNotificationDialog } from './known-notification-dialog.tsx';
import { KnownNotifications } from './known-notifications.tsx';
import { ReversalDialog } from './reversal-dialog.tsx';
import { useExtensions } from './use-extensions.ts';
import { useT } from '../texts/use-t.ts';

/** Notifications that moved due dates, what each moved, and the way back. */
export default function ExtensionsPage() {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useExtensions();
  return (
    <>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', mb: 2 }}>
        <Allowed permission="compliance.extension.apply">
          <Button variant="contained" startIcon={<AddIcon />} onClick={() => setAdding(true)}>
            {t('newExtension')}
          </Button>
        </Allowed>
      </Box>
      <Card variant="outlined">
        {error && <Failure error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton variant="rounded" height={200} sx={{ m: 2 }} />}
        {data?.length === 0 && (
          <EmptyState
            icon={<EventIcon />}
            title={t('noDateHasBeenExtended')}
            text={t('extensionsIntroduction')}
          />
        )}
        {data?.map((extension) => (
          <ExtensionRow key={extension.id} extension={extension} />
        ))}
      </Card>
      <KnownNotifications />
      {adding && <ExtensionDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function ExtensionRow({ extension }: { extension: Extension }) {
  const t = useT();
  const [locale] = useLocaleState();
  const [reversing, setReversing] = useState(false);
  const [again, setAgain] = useState(false);
  return (
    <ListRow>
      <Box sx={{ flex: 1, minWidth: 220 }}>
        <Typography sx={{ fontWeight: 650 }}>{extension.number}</Typography>
        <Typography variant="body2" color="textSecondary">
          {formatDate(extension.date, locale)} · {extension.masters.join(', ')}
        </Typography>
      </Box>
      <Box sx={{ fontSize: 13.5, color: 'text.secondary' }}>
        {t('obligationCount', {
          smart_count: extension.counts.moves,
        })}
      </Box>
      {extension.status === 'applied' && extension.counts.undetermined > 0 && (
        <Chip
          size="small"
          variant="soft"
          color="warning"
          label={t('countUndetermined', { count: extension.counts.undetermined })}
        />
      )}
      <StatusChip status={extension.status} />
      {extension.status === 'applied' && (
        <Allowed permission="compliance.extension.apply">
          <Button size="small" onClick={() => setAgain(true)}>
            {t('applyAgain')}
          </Button>
          <Button size="small" color="error" onClick={() => setReversing(true)}>
            {t('reverse')}
          </Button>
        </Allowed>
      )}
      {again && (
        <KnownNotificationDialog known={{ ...extension, applied: true }} onClose={() => setAgain(false)} />
      )}
      {reversing && <ReversalDialog extension={extension} onClose={() => setReversing(false)} />}
    </ListRow>
  );
}
