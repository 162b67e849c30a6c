import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MailMessage } from '../api/core.ts';
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
export const useOperatorMail = () => useAll<MailMessage>('mail');
export const useOperatorLog = () => useAll<OperatorAct>('log');

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
