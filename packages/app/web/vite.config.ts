import react from '@vitejs/plugin-react';
import { inRepoPluginUIs, sharedModules } from '@compliance-os/ui/vite';
import { defaultClientConditions, defineConfig } from 'vite';

// Two copies of any of these would mean two contexts: a panel that cannot see the theme, the router or the data.
const singletons = [
  'react',
  'react-dom',
  'react-admin',
  'ra-core',
  'react-router',
  'react-hook-form',
  '@emotion/react',
  '@mui/material',
  '@tanstack/react-query',
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    inRepoPluginUIs({ compliance: '@compliance-os/compliance', gst: '@compliance-os/gst' }),
    sharedModules(),
  ],
  resolve: { dedupe: singletons, conditions: ['@compliance-os/source', ...defaultClientConditions] },
  // The server puts each response's nonce in its place.
  html: { cspNonce: '__CSP_NONCE__' },
  build: { outDir: 'dist', emptyOutDir: true, manifest: true, chunkSizeWarningLimit: 900, target: 'es2023' },
  // Plugin sources are listed so that the dev server finds their dependencies before the first page, not after it.
  optimizeDeps: {
    entries: ['index.html', '../../../plugins/*/src/ui/**/*.tsx', '../../ui/src/**/*.tsx'],
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:7007' } },
});
