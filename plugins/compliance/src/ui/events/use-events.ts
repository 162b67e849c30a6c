import { useQuery } from '@tanstack/react-query';
import { usePortal } from '@compliance-os/ui';
import type { EventName, Listed, Occurrence } from '../records.ts';

/** What happened to an entity and to what hangs on it, newest first. */
export function useEvents(entityId: string) {
  const { request } = usePortal();
  return useQuery({
    queryKey: ['compliance', 'occurrences', entityId],
    queryFn: ({ signal }) =>
      request<Listed<Occurrence>>(
        `/v1/compliance/occurrences?limit=200&entityId=${encodeURIComponent(entityId)}`,
        { signal },
      ).then((page) => page.items),
  });
}

/** The events that people record, of a kind of subject such as `registration:gstin`. */
export function useEventNames() {
  const { request } = usePortal();
  return useQuery({
    queryKey: ['compliance', 'event-names'],
    queryFn: ({ signal }) =>
      request<Listed<EventName>>('/v1/compliance/event-names', { signal }).then((page) =>
        page.items.filter(({ derived }) => !derived),
      ),
  });
}
