import { useMemo, type ReactNode } from 'react';
import { Box } from '@mui/material';
import inRepo from 'virtual:compliance-os-plugins';
import {
  Failure,
  PortalProvider,
  type PluginFailure,
  type PluginLoaders,
  type PortalManifest,
} from '@compliance-os/ui';
import { request } from '../api/portal.ts';
import { addPluginMessages } from '../providers/i18n-provider.ts';
import { usePortalManifest } from './use-portal-manifest.ts';

/** Puts a plugin's texts in place before any of its panels shows. */
const withMessages = (loaders: PluginLoaders): PluginLoaders =>
  Object.fromEntries(
    Object.entries(loaders).map(([id, load]) => [
      id,
      async () => {
        const module = await load();
        const bundles = Object.entries(module.default.messages ?? {});
        const messages = await Promise.all(
          bundles.map(async ([locale, messagesOf]) => [locale, (await messagesOf()).default] as const),
        );
        if (messages.length > 0) await addPluginMessages(Object.fromEntries(messages));
        return module;
      },
    ]),
  );

/** Plugins of other people come from the address in the manifest, through the page's import map. */
const runTimeLoaders = (manifest: PortalManifest | undefined): PluginLoaders =>
  Object.fromEntries(
    Object.entries(manifest?.plugins ?? {}).flatMap(([id, plugin]) => {
      const entry = plugin.ui?.entry;
      return entry?.startsWith('/') && !inRepo[id] ? [[id, () => import(/* @vite-ignore */ entry)]] : [];
    }),
  );

const report = ({ pluginId, error }: PluginFailure): void => {
  console.warn(`plugin "${pluginId}": ${error.message}`);
};

/** What is on for the tenant, and the plugins' way into every screen. */
export function Portal({ children }: { children: ReactNode }) {
  const { data: manifest, error, refetch } = usePortalManifest();
  const loaders = useMemo(() => withMessages({ ...inRepo, ...runTimeLoaders(manifest) }), [manifest]);
  if (error && !manifest)
    return (
      <Box sx={{ p: 4, maxWidth: 640, mx: 'auto' }}>
        <Failure error={error} onRetry={() => void refetch()} />
      </Box>
    );
  return (
    <PortalProvider loaders={loaders} manifest={manifest} request={request} report={report}>
      {children}
    </PortalProvider>
  );
}
