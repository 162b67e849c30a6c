import { Skeleton } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import {
  DueDate,
  EmptyState,
  Failure,
  ListRow,
  usePortal,
  useToday,
  type EntitySummary,
} from '@compliance-os/ui';
import type { Reminder } from '../contract.ts';
import { useT } from './texts/use-t.ts';

/** The reminders of an entity, on its page. */
export default function RemindersPanel({ entity }: { readonly entity: EntitySummary }) {
  const t = useT();
  const today = useToday();
  const { request } = usePortal();
  const { data, error, refetch } = useQuery({
    queryKey: ['__id__', 'reminders', entity.id],
    queryFn: ({ signal }) =>
      request<{ items: readonly Reminder[] }>(
        `/v1/__id__/reminders?entityId=${encodeURIComponent(entity.id)}`,
        { signal },
      ),
  });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={80} />;
  if (data.items.length === 0) return <EmptyState dense title={t('noReminders')} />;
  return data.items.map((it) => (
    <ListRow key={it.id}>
      <span style={{ flex: 1 }}>{it.text}</span>
      <DueDate date={it.dueOn} today={today} />
    </ListRow>
  ));
}
