import { useState } from 'react';
import { Box, Button, Card, Typography } from '@mui/material';
import { useLocaleState } from 'react-admin';
import { Allowed, formatDate, ListRow } from '@compliance-os/ui';
import type { KnownNotification } from '../records.ts';
import { KnownNotificationDialog } from './known-notification-dialog.tsx';
import { useKnownNotifications } from './use-extensions.ts';
import { useT } from '../texts/use-t.ts';

/** What the government has notified and this tenant has not applied: the newest first. */
export function KnownNotifications() {
  const t = useT();
  const [chosen, setChosen] = useState<KnownNotification | null>(null);
  const { data } = useKnownNotifications();
  const open = (data ?? [])
    .filter(({ applied }) => !applied)
    .toSorted((a, b) => b.date.localeCompare(a.date));
  if (open.length === 0) return null;
  return (
    <Card variant="outlined" component="section" sx={{ mt: 2 }}>
      <Box sx={{ px: 2.5, py: 1.75, borderBottom: 1, borderColor: 'divider' }}>
        <Typography variant="h6" component="h2">
          {t('notifiedNotAppliedHere')}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('notifiedMeaning')}
        </Typography>
      </Box>
      {open.map((known) => (
        <KnownRow key={known.id} known={known} onChoose={() => setChosen(known)} />
      ))}
      {chosen && <KnownNotificationDialog known={chosen} onClose={() => setChosen(null)} />}
    </Card>
  );
}

function KnownRow({ known, onChoose }: { known: KnownNotification; onChoose: () => void }) {
  const t = useT();
  const [locale] = useLocaleState();
  const { periods } = known.notification.scope;
  const covered =
    'keys' in periods
      ? periods.keys.join(', ')
      : `${formatDate(periods.dueFrom, locale)} – ${formatDate(periods.dueTo, locale)}`;
  return (
    <ListRow>
      <Box sx={{ flex: 1, minWidth: 220 }}>
        <Typography sx={{ fontWeight: 600 }}>{known.number}</Typography>
        <Typography variant="body2" color="textSecondary">
          {formatDate(known.date, locale)} · {known.masters.join(', ')} · {covered}
        </Typography>
      </Box>
      <Allowed permission="compliance.extension.apply">
        <Button size="small" onClick={onChoose}>
          {t('showWhatMoves')}
        </Button>
      </Allowed>
    </ListRow>
  );
}
