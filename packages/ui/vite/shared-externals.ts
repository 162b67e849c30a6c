import type { Plugin } from 'vite';
import { exportedNames } from './installed-package.ts';
import { SHARED_SPECIFIERS } from './shared-modules.ts';

const SHARED: ReadonlySet<string> = new Set(SHARED_SPECIFIERS);

/** `@mui/material/Button`: bundled it would bring a second theme; as an import of the shared root it is the portal's. */
const DEEP = /^(@mui\/(?:material|system|x-charts))\/(\w+)$/;
const REWRITTEN = '\0compliance-os-deep:';

/** What has a context, a registry or a renderer of its own, of which there may be one. */
const ONE_OF_A_KIND =
  /^(?:react|react-dom|react-router|react-router-dom|react-hook-form|react-admin|ra-[\w-]+|@mui\/(?:material|system|x-charts|styled-engine|private-theming)|@emotion\/[\w-]+|@tanstack\/react-query|@compliance-os\/ui)(?:\/|$)/;

const INSTEAD: Readonly<Record<string, string>> = {
  '@emotion/styled': 'styled of "@mui/material/styles"',
  '@emotion/css': 'the sx property of MUI components',
  'react-dom/client': 'a panel: the portal renders it',
  'react-router-dom': '"react-router"',
};

/**
 * Keeps a plugin's build from bringing what the portal has: shared modules stay imports by name, deep imports of MUI
 * become imports of its shared root, and whatever else would be a second copy is refused by name.
 */
export function sharedExternals(): Plugin {
  let root = '';
  return {
    name: 'compliance-os-shared-externals',
    enforce: 'pre',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    resolveId(source, importer) {
      if (SHARED.has(source)) return undefined; // left to esmExternalRequirePlugin
      if (DEEP.test(source)) return REWRITTEN + source;
      const by = importer ? ` (imported by ${importer})` : '';
      if (/^@compliance-os\/core(?:\/|$)/.test(source))
        this.error(
          `"${source}"${by}: expected code for the browser, received the server's; import its types only`,
        );
      if (ONE_OF_A_KIND.test(source))
        this.error(
          `"${source}"${by}: expected a module that the portal shares (${SHARED_SPECIFIERS.join(', ')}), received one that would be a second copy; use ${INSTEAD[source] ?? 'the root of the package'}`,
        );
      return undefined;
    },
    load(id) {
      const [, shared, name] = (id.startsWith(REWRITTEN) && DEEP.exec(id.slice(REWRITTEN.length))) || [];
      if (shared === undefined || name === undefined) return undefined;
      const atRoot = new Set(exportedNames(root, shared));
      return exportedNames(root, `${shared}/${name}`)
        .map((it) => ({ from: it === 'default' ? name : it, to: it }))
        .filter(({ from }) => atRoot.has(from))
        .map(({ from, to }) => `export { ${from} as ${to} } from ${JSON.stringify(shared)};`)
        .join('\n');
    },
  };
}
