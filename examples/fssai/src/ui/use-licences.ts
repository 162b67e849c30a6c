import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { usePortal } from '@compliance-os/ui';
import type { LicencesReply } from '../api/licences.ts';
import type { Reminder } from '../contract.ts';

export function useLicences(entityId?: string) {
  const { request } = usePortal();
  const query = entityId === undefined ? '' : `?entityId=${encodeURIComponent(entityId)}`;
  return useQuery({
    queryKey: ['fssai', 'licences', entityId],
    queryFn: ({ signal }) => request<LicencesReply>(`/v1/fssai/licences${query}`, { signal }),
  });
}

/** Those that nobody has marked as seen. */
export function useReminders() {
  const { request } = usePortal();
  return useQuery({
    queryKey: ['fssai', 'reminders'],
    queryFn: ({ signal }) =>
      request<{ items: readonly Reminder[] }>('/v1/fssai/reminders?seen=false', { signal }),
  });
}

export function useMarkSeen() {
  const { request } = usePortal();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request(`/v1/fssai/reminders/${encodeURIComponent(id)}/seen`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['fssai', 'reminders'] }),
  });
}
