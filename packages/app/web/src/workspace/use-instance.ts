import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import type { CommandInput, InstanceDetail } from '../api/compliance.ts';
import { request } from '../api/portal.ts';

const keyOf = (id: string) => ['compliance', 'instance', id] as const;
const pathOf = (id: string) => `/v1/compliance/instances/${encodeURIComponent(id)}`;

export const useInstance = (id: string) =>
  useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => request<InstanceDetail>(pathOf(id), { signal }),
  });

/** Moves the instance on. What it changes (lists, dashboard, history) is read again. */
export function useCommand(id: string) {
  const t = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: CommandInput) => request<unknown>(`${pathOf(id)}/commands`, { body: input }),
    onSuccess: async () => {
      notify(t('Recorded'), { type: 'success' });
      await Promise.all(
        [['compliance'], ['obligations'], ['audit']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
}
