import { AUTHOR_TOOLS, HOST, NODE, TOOLS } from './versions.ts';

/**
 * The `package.json` of a new plugin. What the portal gives is a peer: the build leaves it out and asks for its version.
 * @param packages host's packages from a folder; from the registry where it is left out
 */
export const packageJson = (
  { id, name }: { readonly id: string; readonly name: string },
  packages: Readonly<Record<string, string>> = { ...HOST, ...AUTHOR_TOOLS },
): string =>
  `${JSON.stringify(
    {
      name: `${id}-plugin`,
      version: '1.0.0',
      private: true,
      type: 'module',
      description: `${name}, a plugin of Compliance OS`,
      engines: { node: '>=24' },
      scripts: {
        lint: 'oxlint',
        types: 'tsc',
        test: 'vitest run',
        build: 'compliance-os-plugin build',
        sign: 'compliance-os-plugin sign',
        pack: 'compliance-os-plugin pack',
        add: 'create-compliance-os-plugin add',
      },
      peerDependencies: { ...HOST, zod: `^${TOOLS.zod}` },
      devDependencies: sorted({ ...packages, ...TOOLS }),
      optionalDependencies: NODE,
      // Faster reading of what the queue keeps in Redis; nothing here needs it.
      allowScripts: { 'msgpackr-extract': false },
    },
    undefined,
    2,
  )}\n`;

const sorted = (versions: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(versions).toSorted(([one], [other]) => (one < other ? -1 : 1)));
