import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import { usePortal } from '@compliance-os/ui';
import type { Extension, ExtensionPreview, Listed } from '../records.ts';

const PATH = '/v1/compliance/extensions';

/** A notification that moves due dates, as it is entered. */
export interface NewExtension {
  readonly number: string;
  readonly date: string;
  readonly masterCodes: readonly string[];
  readonly periods: readonly string[];
  readonly newDate: string;
}

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
    mutationFn: (body: NewExtension) => request<ExtensionPreview>(`${PATH}/preview`, { body }),
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
    onError: (error) => notify(error.message, { type: 'error' }),
  });
}

export function useApply() {
  const { request } = usePortal();
  return useChange('Dates moved', (body: NewExtension) => request(`${PATH}/apply`, { body }));
}

export function useReverse() {
  const { request } = usePortal();
  return useChange('Dates moved back', (id: string) => request(`${PATH}/${id}/reverse`, { method: 'POST' }));
}
