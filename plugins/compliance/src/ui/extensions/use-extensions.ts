import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import { usePortal } from '@compliance-os/ui';
import type { Extension, ExtensionPreview, Listed } from '../records.ts';
import { notificationOf, type NotificationDraft } from './notification-draft.ts';

const PATH = '/v1/compliance/extensions';
const bodyOf = (draft: NotificationDraft) => ({ notification: notificationOf(draft) });

export function useExtensions() {
  const { request } = usePortal();
  return useQuery({
    queryKey: ['compliance', 'extensions'],
    queryFn: ({ signal }) =>
      request<Listed<Extension>>(`${PATH}?limit=100`, { signal }).then((page) => page.items),
  });
}

export function useExtensionPreview() {
  const { request } = usePortal();
  return useMutation({
    mutationFn: (draft: NotificationDraft) =>
      request<ExtensionPreview>(`${PATH}/preview`, { body: bodyOf(draft) }),
  });
}

/** Re-dating touches obligations everywhere: all of the plugin's data is read again. */
function useChange<Input>(text: string, run: (input: Input) => Promise<unknown>) {
  const t = useTranslate();
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
  return useChange('Dates moved', (draft: NotificationDraft) =>
    request(`${PATH}/apply`, { body: bodyOf(draft) }),
  );
}

export function useReverse(id: string) {
  const { request } = usePortal();
  return useChange('Dates moved back', (reason: string) =>
    request(`${PATH}/${id}/reverse`, { body: { reason } }),
  );
}
