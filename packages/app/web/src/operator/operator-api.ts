import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  MailMessage,
  PluginOutcome,
  PluginPreview,
  PluginTombstone,
  TenantPlugin,
} from '../api/core.ts';
import { queryString, type Page } from '../api/page.ts';
import { operatorRequest } from './operator-session.ts';

export interface OperatorTenant {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly status: 'active' | 'suspended';
  readonly people: number;
}

export interface InstalledPlugin {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Plugin → range of versions. */
  readonly requires: Readonly<Record<string, string>>;
  readonly health: {
    readonly state: 'ready' | 'quarantined';
    readonly reason?: string;
    /** What it says of itself, asked just now. */
    readonly status: 'ok' | 'degraded' | 'down';
    readonly detail?: string;
  };
  /** Ids of the tenants that may switch it on. */
  readonly allowedFor: readonly string[];
  readonly enabledFor: number;
}

export interface OperatorAct {
  readonly id: string;
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string; readonly name: string };
  readonly act: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly address: string | null;
}

const KEY = 'operator';
const useAll = <T>(name: string) =>
  useQuery({
    queryKey: [KEY, name],
    queryFn: ({ signal }) =>
      operatorRequest<Page<T>>(`/v1/operator/${name}${queryString({ limit: 200 })}`, { signal }).then(
        (page) => page.items,
      ),
  });

export const useTenants = () => useAll<OperatorTenant>('tenants');
export const useInstalledPlugins = () => useAll<InstalledPlugin>('plugins');
export const useOperatorTombstones = () => useAll<PluginTombstone>('plugin-tombstones');
export const useOfferedBundles = () => useAll<OfferedBundle>('plugin-bundles');
export const useOperatorMail = () => useAll<MailMessage>('mail');
export const useOperatorLog = () => useAll<OperatorAct>('log');

export interface OfferedBundle {
  readonly id: string;
  readonly name: string;
  readonly plugins: readonly string[];
}

/** One switch for many tenants. */
export interface BulkSwitch {
  readonly action: 'allow' | 'disallow' | 'enable' | 'disable';
  readonly plugin?: string;
  readonly bundle?: string;
  readonly tenants: readonly string[];
  readonly dryRun: boolean;
}
export interface BulkResult {
  readonly dryRun: boolean;
  readonly tenants: readonly {
    readonly tenant: { readonly id: string; readonly name: string };
    readonly outcome: 'changed' | 'unchanged' | 'refused' | 'failed';
    readonly detail: string | null;
    readonly plugins: readonly PluginOutcome[];
  }[];
}

export function useBulk() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BulkSwitch) => operatorRequest<BulkResult>('/v1/operator/plugins/bulk', { body }),
    onSuccess: ({ dryRun }) => (dryRun ? undefined : queries.invalidateQueries({ queryKey: [KEY] })),
  });
}

const pluginsOf = (tenant: string) => `/v1/operator/tenants/${tenant}/plugins`;

/** Looks again while a purge is under way. */
export const useTenantPlugins = (tenant: string) =>
  useQuery({
    queryKey: [KEY, 'tenants', tenant, 'plugins'],
    queryFn: ({ signal }) =>
      operatorRequest<Page<TenantPlugin>>(pluginsOf(tenant), { signal }).then((page) => page.items),
    refetchInterval: ({ state }) =>
      state.data?.some(({ purge }) => purge && purge.state !== 'failed') ? PURGE_LOOKED_AT_EVERY_MS : false,
  });
const PURGE_LOOKED_AT_EVERY_MS = 1_500;

export const usePurgePreview = (tenant: string, plugin: string) =>
  useQuery({
    queryKey: [KEY, 'tenants', tenant, 'plugins', plugin, 'purge'],
    queryFn: ({ signal }) =>
      operatorRequest<PluginPreview>(
        `${pluginsOf(tenant)}/${plugin}/preview${queryString({ transition: 'purge' })}`,
        { signal },
      ),
  });

export function usePurge(tenant: string, plugin: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (confirm: string) =>
      operatorRequest(`${pluginsOf(tenant)}/${plugin}/purge`, { body: { confirm } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}

export const useTombstoneDownload = () =>
  useMutation({
    mutationFn: async ({ tenant, id }: PluginTombstone) => {
      const at = `/v1/operator/tenants/${tenant.id}/plugin-tombstones/${id}/link`;
      const { url } = await operatorRequest<{ url: string }>(at, { method: 'POST' });
      window.location.assign(url);
    },
  });

export interface NewTenant {
  readonly name: string;
  readonly slug: string;
  readonly administrator: { readonly email: string; readonly name: string };
}

export const createTenant = (body: NewTenant) => operatorRequest('/v1/operator/tenants', { body });

export function useAllowance(tenantId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ plugin, allowed }: { plugin: string; allowed: boolean }) =>
      operatorRequest(`/v1/operator/tenants/${tenantId}/plugins/${plugin}`, {
        method: 'PUT',
        body: { allowed },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}
