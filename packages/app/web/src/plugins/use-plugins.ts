import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import type { PluginPreview, TenantPlugin } from '../api/core.ts';
import { queryString, type Page } from '../api/page.ts';
import { request } from '../api/portal.ts';
import { PORTAL_KEY } from '../layout/use-portal-manifest.ts';

const KEY = ['plugins'];
const pathOf = (id: string) => `/v1/plugins/${encodeURIComponent(id)}`;

export const usePlugins = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      request<Page<TenantPlugin>>(`/v1/plugins${queryString({ limit: 100 })}`, { signal }).then(
        (page) => page.items,
      ),
  });

export const usePreview = (id: string) =>
  useQuery({
    queryKey: [...KEY, 'preview', id],
    queryFn: ({ signal }) => request<PluginPreview>(`${pathOf(id)}/preview`, { signal }),
  });

/** Switching a plugin changes menus, panels and screens: the portal manifest is read again. */
function useSwitch<Input>(text: string, run: (input: Input) => Promise<unknown>) {
  const t = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async () => {
      notify(t(text), { type: 'success' });
      await Promise.all([KEY, PORTAL_KEY].map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
}

type Config = Readonly<Record<string, unknown>>;

export const useEnable = (id: string) =>
  useSwitch('Switched on', (config: Config) => request(`${pathOf(id)}/enable`, { body: { config } }));
export const useDisable = (id: string) =>
  useSwitch('Switched off', () => request(`${pathOf(id)}/disable`, { method: 'POST' }));
