import { Alert, Button, Card, Skeleton, Stack } from '@mui/material';
import { EmptyState, Failure, formatDate, usePermission } from '@compliance-os/ui';
import { useLocaleState } from 'react-admin';
import type { Reminder } from '../contract.ts';
import { LicenceRows } from './licence-rows.tsx';
import { useT } from './texts/use-t.ts';
import { useLicences, useMarkSeen, useReminders } from './use-licences.ts';

/** A page of its own, in the menu and at `/x/fssai/licences`: what to be reminded of, and every licence. */
export default function LicencesPage() {
  const t = useT();
  const { data, error, refetch } = useLicences();
  const reminders = useReminders();
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={240} />;
  return (
    <Stack spacing={2}>
      {reminders.data?.items.map((it) => (
        <ReminderAlert key={it.id} reminder={it} />
      ))}
      <Card variant="outlined">
        {data.items.length === 0 ? (
          <EmptyState title={t('none')} text={t('noneText')} />
        ) : (
          <LicenceRows items={data.items} named />
        )}
      </Card>
    </Stack>
  );
}

function ReminderAlert({ reminder: { id, number, validUntil } }: { readonly reminder: Reminder }) {
  const t = useT();
  const [locale] = useLocaleState();
  const mayMark = usePermission('fssai.reminder.update');
  const { mutate, isPending } = useMarkSeen();
  return (
    <Alert
      severity="warning"
      action={
        mayMark && (
          <Button color="inherit" size="small" disabled={isPending} onClick={() => mutate(id)}>
            {t('seen')}
          </Button>
        )
      }
    >
      {t('renewSoon', { number, date: formatDate(validUntil, locale) })}
    </Alert>
  );
}
