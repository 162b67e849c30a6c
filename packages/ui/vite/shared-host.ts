import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { exportedNames, installedVersion } from './installed-package.ts';
import { SERVED_BY, SHARED_MODULES } from './shared-modules.ts';

/** `importmap.json` of a built portal. The page carries `imports` and `integrity`; `versions` is for who installs. */
export interface ImportMap {
  /** specifier → address */
  readonly imports: Readonly<Record<string, string>>;
  /** address → `sha384-…` */
  readonly integrity: Readonly<Record<string, string>>;
  /** specifier → version of the package that serves it */
  readonly versions: Readonly<Record<string, string>>;
}

const PREFIX = 'virtual:compliance-os-shared/';
const RESOLVED = `\0${PREFIX}`;

/** `export *` of a CommonJS package gives nothing, so their names are written out. */
const COMMON_JS: ReadonlySet<string> = new Set(['react', 'react/jsx-runtime', 'react-dom']);

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

const commonJs = (specifier: string, names: readonly string[]): string =>
  [
    `import all from ${JSON.stringify(specifier)};`,
    ...names
      .filter((name) => name !== 'default' && IDENTIFIER.test(name))
      .map((name) => `export const ${name} = all.${name};`),
    'export default all;',
  ].join('\n');

const fileNameOf = (specifier: string): string =>
  `shared/${specifier.replace(/\W+/g, '-').replace(/^-/, '')}`;

const hashOf = (file: string): string =>
  `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;

/**
 * Makes a portal into a host for plugins that were built elsewhere: every shared module becomes one more entry of the
 * same build, so that it shares its parts with the portal, and `importmap.json` says where each is.
 */
export function sharedModules(): Plugin {
  let root = '';
  let outDir = '';
  let base = '/';
  return {
    name: 'compliance-os-shared-modules',
    apply: 'build',
    config: ({ root: at = process.cwd() }) => ({
      build: {
        rolldownOptions: {
          input: {
            index: path.join(at, 'index.html'),
            ...Object.fromEntries(SHARED_MODULES.map((it) => [fileNameOf(it), PREFIX + it])),
          },
          // Without it the exports of an entry that the page itself does not use are dropped.
          preserveEntrySignatures: 'exports-only',
        },
      },
    }),
    configResolved(config) {
      root = config.root;
      outDir = path.resolve(config.root, config.build.outDir);
      base = config.base;
    },
    resolveId: (source) => (source.startsWith(PREFIX) ? `\0${source}` : undefined),
    load(id) {
      if (!id.startsWith(RESOLVED)) return undefined;
      const specifier = id.slice(RESOLVED.length);
      return COMMON_JS.has(specifier)
        ? commonJs(specifier, exportedNames(root, specifier))
        : `export * from ${JSON.stringify(specifier)};`;
    },
    writeBundle(_options, bundle) {
      const imports: Record<string, string> = {};
      const integrity: Record<string, string> = {};
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.isEntry || !chunk.facadeModuleId?.startsWith(RESOLVED)) continue;
        const address = base + chunk.fileName;
        imports[chunk.facadeModuleId.slice(RESOLVED.length)] = address;
        integrity[address] = hashOf(path.join(outDir, chunk.fileName));
      }
      for (const [alias, specifier] of Object.entries(SERVED_BY)) imports[alias] = imports[specifier]!;
      const versions = Object.fromEntries(Object.keys(imports).map((it) => [it, installedVersion(root, it)]));
      const map: ImportMap = { imports, integrity, versions };
      writeFileSync(path.join(outDir, 'importmap.json'), `${JSON.stringify(map, null, 2)}\n`);
    },
  };
}
