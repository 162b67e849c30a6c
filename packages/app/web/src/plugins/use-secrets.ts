import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import type { PluginSecret } from '../api/core.ts';
import type { Page } from '../api/page.ts';
import { request } from '../api/portal.ts';

const pathOf = (plugin: string) => `/v1/plugins/${encodeURIComponent(plugin)}/secrets`;
const keyOf = (plugin: string) => ['plugins', 'secrets', plugin];

export const useSecrets = (plugin: string) =>
  useQuery({
    queryKey: keyOf(plugin),
    queryFn: ({ signal }) =>
      request<Page<PluginSecret>>(pathOf(plugin), { signal }).then((page) => page.items),
  });

/** What is written is not kept in the page: neither the form nor the cache of queries has it afterwards. */
export function useChangeSecret(plugin: string, name: string) {
  const t = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  const path = `${pathOf(plugin)}/${encodeURIComponent(name)}`;
  const done = (text: string) => async () => {
    notify(text, { type: 'success' });
    await queries.invalidateQueries({ queryKey: keyOf(plugin) });
  };
  const set = useMutation({
    mutationFn: (secret: string) => request(path, { method: 'PUT', body: { secret } }),
    gcTime: 0,
    onSuccess: done(t('Secret saved')),
  });
  const clear = useMutation({
    mutationFn: () => request(path, { method: 'DELETE' }),
    onSuccess: done(t('Secret forgotten')),
  });
  return { set, clear };
}
