import type { ReactNode } from 'react';
import { Box } from '@mui/material';
import inRepo from 'virtual:compliance-os-plugins';
import { Failure, PortalProvider, type PluginFailure, type PluginUI } from '@compliance-os/ui';
import { request } from '../api/portal.ts';
import { addPluginTexts } from '../providers/i18n-provider.ts';
import { usePortalManifest } from './use-portal-manifest.ts';

/** Puts a plugin's texts in place before any of its panels shows. */
const prepare = async ({ id, texts, messages = {} }: PluginUI): Promise<void> => {
  const bundles = await Promise.all(
    Object.entries(messages).map(async ([locale, load]) => [locale, (await load()).default] as const),
  );
  if (bundles.length > 0) await addPluginTexts(Object.fromEntries(bundles));
  if (texts) await addPluginTexts({ en: { [id]: texts.en }, hi: { [id]: (await texts.hi()).default } });
};

const report = ({ pluginId, error }: PluginFailure): void => {
  console.warn(`plugin "${pluginId}": ${error.message}`);
};

/** What is on for the tenant, and the plugins' way into every screen. */
export function Portal({ children }: { children: ReactNode }) {
  const { data: manifest, error, refetch } = usePortalManifest();
  if (error && !manifest)
    return (
      <Box sx={{ p: 4, maxWidth: 640, mx: 'auto' }}>
        <Failure error={error} onRetry={() => void refetch()} />
      </Box>
    );
  return (
    <PortalProvider loaders={inRepo} manifest={manifest} prepare={prepare} request={request} report={report}>
      {children}
    </PortalProvider>
  );
}
