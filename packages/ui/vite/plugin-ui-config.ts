import { esmExternalRequirePlugin, type UserConfig } from 'vite';
import { sharedExternals } from './shared-externals.ts';
import { SHARED_SPECIFIERS } from './shared-modules.ts';

export interface PluginUiOptions {
  /** The module whose default export is `definePluginUI(…)`, from the plugin's folder. */
  readonly entry?: string;
  /** Where the bundle goes, from the plugin's folder. */
  readonly outDir?: string;
}

/**
 * The whole Vite configuration of a plugin's panels: `ui-<hash>.js` and its chunks, which import what the portal shares
 * by name and find each other beside themselves, so that they can be served from any address.
 *
 * @throws at build, for an import that would bring a second copy of what the portal has
 */
export const pluginUiConfig = ({
  entry = 'src/ui/index.tsx',
  outDir = 'dist/ui',
}: PluginUiOptions = {}): UserConfig => ({
  base: './',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', development: false } },
  plugins: [
    sharedExternals(),
    // A bundled CommonJS library that requires a shared module has to import it: a page has no `require`.
    esmExternalRequirePlugin({ external: [...SHARED_SPECIFIERS] }),
  ],
  // Not Vite's library mode: it leaves process.env.NODE_ENV in and does not minify modules.
  build: {
    outDir,
    emptyOutDir: true,
    modulePreload: false,
    target: 'es2023',
    rolldownOptions: {
      input: { ui: entry },
      preserveEntrySignatures: 'exports-only',
      output: {
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
});
