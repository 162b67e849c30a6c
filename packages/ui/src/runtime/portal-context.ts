import { createContext, useContext } from 'react';
import type { PortalManifest } from '../contract/portal.ts';
import type { ComponentSlotName, SlotName } from '../contract/slots.ts';
import { menuPages, type PluginPage } from '../registry/pages.ts';
import type { PluginFailure, Registry, Resolved } from '../registry/registry.ts';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON; a `FormData` goes as multipart. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** One call to the host's HTTP API, signed in as the person who looks at the panel. Fails with react-admin's HttpError. */
export type PortalRequest = <T>(path: string, options?: RequestOptions) => Promise<T>;

export interface Portal {
  readonly manifest: PortalManifest | null;
  readonly registry: Registry | null;
  readonly request: PortalRequest;
  /** Whether the page outlines its slots. */
  readonly showsSlots: boolean;
  readonly report: (failure: PluginFailure & { readonly slot?: ComponentSlotName }) => void;
}

export const PortalContext = createContext<Portal | null>(null);

export function usePortal(): Portal {
  const portal = useContext(PortalContext);
  if (!portal) throw new Error('usePortal: expected to be inside <PortalProvider>');
  return portal;
}

/** The server's IST date; empty until the portal manifest has come. */
export const useToday = (): string => usePortal().manifest?.today ?? '';

export const usePermission = (name: string): boolean =>
  usePortal().manifest?.permissions.includes(name) ?? false;

export const usePluginEnabled = (id: string): boolean => {
  const plugin = usePortal().manifest?.plugins[id];
  return plugin?.enabled === true && plugin.state === 'ready';
};

export interface FilledSlot<K extends SlotName> {
  /** False while a plugin that fills this slot is still on its way. */
  readonly ready: boolean;
  readonly items: readonly Resolved<K>[];
  /** Plugins that fill this slot and whose UI did not load. */
  readonly failures: readonly PluginFailure[];
}

export function useSlot<K extends SlotName>(slot: K): FilledSlot<K> {
  const { manifest, registry } = usePortal();
  const fills = (id: string): boolean => manifest?.plugins[id]?.ui?.slots?.includes(slot) ?? false;
  return {
    ready: registry !== null && !registry.pending.some(fills),
    items: registry?.get(slot) ?? [],
    failures: registry?.failures.filter(({ pluginId }) => fills(pluginId)) ?? [],
  };
}

/** The pages of the tenant's plugins that the person may see, as the menu lists them. */
export function usePluginPages(): readonly PluginPage[] {
  const { items: routes } = useSlot('route');
  const { items: listed } = useSlot('menu');
  return menuPages(routes, listed);
}
