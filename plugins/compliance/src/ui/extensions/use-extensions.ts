import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { usePortal } from '@compliance-os/ui';
import type { Extension, ExtensionPreview, KnownNotification, Listed, Notification } from '../records.ts';
import { useT } from '../texts/use-t.ts';

const PATH = '/v1/compliance/extensions';

export function useExtensions() {
  const { request } = usePortal();
  return useQuery({
    queryKey: ['compliance', 'extensions'],
    queryFn: ({ signal }) =>
      request<Listed<Extension>>(`${PATH}?limit=100`, { signal }).then((page) => page.items),
  });
}

/** Notifications that plugins know of, and whether this tenant has applied them. */
export function useKnownNotifications() {
  const { request } = usePortal();
  return useQuery({
    queryKey: ['compliance', 'notifications'],
    queryFn: ({ signal }) =>
      request<Listed<KnownNotification>>('/v1/compliance/notifications', { signal }).then(
        (page) => page.items,
      ),
  });
}

export function useExtensionPreview() {
  const { request } = usePortal();
  return useMutation({
    mutationFn: (notification: Notification) =>
      request<ExtensionPreview>(`${PATH}/preview`, { body: { notification } }),
  });
}

/** Re-dating touches obligations everywhere: all of the plugin's data is read again. */
function useChange<Input>(text: 'datesMoved' | 'datesMovedBack', run: (input: Input) => Promise<unknown>) {
  const t = useT();
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async () => {
      notify(t(text), { type: 'success' });
      await Promise.all(
        [['compliance'], ['obligations']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
    },
  });
}

export function useApply() {
  const { request } = usePortal();
  return useChange('datesMoved', (notification: Notification) =>
    request(`${PATH}/apply`, { body: { notification } }),
  );
}

export function useReverse(id: string) {
  const { request } = usePortal();
  return useChange('datesMovedBack', (reason: string) =>
    request(`${PATH}/${id}/reverse`, { body: { reason } }),
  );
}
