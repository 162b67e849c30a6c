import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import type {
  PluginBundle,
  PluginExport,
  PluginPreview,
  PluginTombstone,
  PluginTransition,
  TenantPlugin,
} from '../api/core.ts';
import { queryString, type Page } from '../api/page.ts';
import { request } from '../api/portal.ts';
import { PORTAL_KEY } from '../layout/use-portal-manifest.ts';

const KEY = ['plugins'];
const pathOf = (id: string) => `/v1/plugins/${encodeURIComponent(id)}`;

export const usePlugins = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      request<Page<TenantPlugin>>(`/v1/plugins${queryString({ archived: true })}`, { signal }).then(
        (page) => page.items,
      ),
  });

export type PluginName = (id: string) => string;

/** What people call the plugin of an id; the id itself where the tenant has none of it. */
export const usePluginName = (): PluginName => {
  const { data } = usePlugins();
  return (id) => data?.find((plugin) => plugin.id === id)?.name ?? id;
};

export const usePreview = (id: string, transition: PluginTransition) =>
  useQuery({
    queryKey: [...KEY, 'preview', id, transition],
    queryFn: ({ signal }) =>
      request<PluginPreview>(`${pathOf(id)}/preview${queryString({ transition })}`, { signal }),
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
export const useArchive = (id: string) =>
  useSwitch('Archived', () => request(`${pathOf(id)}/archive`, { method: 'POST' }));
export const useRestore = (id: string) =>
  useSwitch('Restored', () => request(`${pathOf(id)}/restore`, { method: 'POST' }));

export const useBundles = () =>
  useQuery({
    queryKey: [...KEY, 'bundles'],
    queryFn: ({ signal }) =>
      request<Page<PluginBundle>>('/v1/plugin-bundles', { signal }).then((page) => page.items),
  });
export const useEnableBundle = (id: string) =>
  useSwitch('Switched on', () => request(`/v1/plugin-bundles/${id}/enable`, { method: 'POST' }));

export const useTombstones = () =>
  useQuery({
    queryKey: [...KEY, 'tombstones'],
    queryFn: ({ signal }) =>
      request<Page<PluginTombstone>>('/v1/plugin-tombstones', { signal }).then((page) => page.items),
  });

/** Looks again while one is being made. */
export const useExports = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: [...KEY, 'exports', id],
    enabled,
    queryFn: ({ signal }) =>
      request<Page<PluginExport>>(`${pathOf(id)}/exports`, { signal }).then((page) => page.items),
    refetchInterval: ({ state }) =>
      state.data?.some((it) => it.state === 'being-made') ? EXPORT_LOOKED_AT_EVERY_MS : false,
  });
const EXPORT_LOOKED_AT_EVERY_MS = 1_500;

export function useRequestExport(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => request(`${pathOf(id)}/exports`, { method: 'POST' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [...KEY, 'exports', id] }),
  });
}

/** Links are good for minutes: one is asked for when it is needed. */
export const useDownload = () =>
  useMutation({
    mutationFn: async (path: string) => {
      const { url } = await request<{ url: string }>(`${path}/link`, { method: 'POST' });
      window.location.assign(url);
    },
  });
export const exportPath = (plugin: string, id: string) => `${pathOf(plugin)}/exports/${id}`;
