import { isBuiltin } from 'node:module';
import path from 'node:path';
import { rolldown, type Plugin } from 'rolldown';
import { BuildFailed } from './problem.ts';
import { packageOf, type Project } from './project.ts';

const ALWAYS_SHARED = ['@compliance-os/core', 'zod'];

/**
 * What server code leaves to the portal: core, zod, and the public entries of plugins that it requires, which it has as
 * peer dependencies or from this project's own packages.
 */
export const isShared = ({ peers, dependencies }: Project, specifier: string): boolean =>
  ALWAYS_SHARED.includes(specifier) ||
  specifier in peers ||
  (specifier.startsWith('@compliance-os/') && specifier in dependencies);

/** A second copy of what the portal has would have other tokens and other schemas: it is refused and not bundled. */
const isPartOfShared = (project: Project, specifier: string): boolean => {
  const name = packageOf(specifier);
  return name !== specifier && isShared(project, name);
};

const sharedImports = (project: Project): Plugin => ({
  name: 'compliance-os-shared-imports',
  resolveId: (specifier, importer) => {
    if (/^[./\0]/.test(specifier) || path.isAbsolute(specifier)) return undefined;
    // One of Node's that nothing is used of does not stay: an isolated process may not have it.
    if (isBuiltin(specifier)) return { id: specifier, external: true, moduleSideEffects: false };
    if (isShared(project, specifier)) return { id: specifier, external: true };
    if (isPartOfShared(project, specifier))
      throw new BuildFailed(
        `${importer ?? project.entry}: import "${specifier}": expected "${packageOf(specifier)}", which is all that the portal gives of it`,
      );
    return undefined;
  },
});

/**
 * Bundles server code with everything that the portal does not give.
 * @param out file that the entry becomes; its chunks stand in `chunks/` beside it
 * @returns specifiers that are left to the portal
 * @throws BuildFailed
 */
export const bundle = async (project: Project, entry: string, out: string): Promise<readonly string[]> => {
  const build = await rolldown({
    input: entry,
    cwd: project.folder,
    platform: 'node',
    plugins: [sharedImports(project)],
    onLog: (level, log) => {
      // What is not found would be left in as it stands, and fail on the portal.
      if (log.code === 'UNRESOLVED_IMPORT') throw new BuildFailed(log.message);
      if (level === 'warn') console.warn(log.message);
    },
  });
  try {
    const { output } = await build.write({
      dir: path.dirname(out),
      format: 'esm',
      entryFileNames: path.basename(out),
      chunkFileNames: 'chunks/[name]-[hash].js',
    });
    const own = new Set(output.map(({ fileName }) => fileName));
    const imported = output.flatMap((part) =>
      part.type === 'chunk' ? [...part.imports, ...part.dynamicImports] : [],
    );
    return [...new Set(imported)].filter((specifier) => !own.has(specifier) && !isBuiltin(specifier));
  } finally {
    await build.close();
  }
};
