import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Project } from './project.ts';
import { BuildFailed } from './problem.ts';

/** What of Vite this needs: it is the author's own copy that builds. */
interface Vite {
  build(config: object): Promise<unknown>;
}

interface UiKit {
  pluginUiConfig(options: { readonly entry: string; readonly outDir: string }): object;
}

interface Chunk {
  readonly type: string;
  readonly fileName: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

export interface BuiltPanels {
  /** path in the package of the module that they begin with */
  readonly entry: string;
  /** specifiers that are left to the back office */
  readonly shared: readonly string[];
}

/** A package as the author's folder has it. */
const fromProject = async <T>({ folder }: Project, specifier: string): Promise<T> => {
  const require = createRequire(path.join(folder, 'package.json'));
  try {
    return (await import(pathToFileURL(require.resolve(specifier)).href)) as T;
  } catch (error) {
    throw new BuildFailed(
      `panels need "${specifier}": ${(error as Error).message}; npm install --save-dev ${specifier.replace('/vite', '')}`,
      { cause: error },
    );
  }
};

/** @param out folder of the package that the panels go to: `ui/` */
export const buildPanels = async (project: Project, entry: string, out: string): Promise<BuiltPanels> => {
  const [vite, kit] = await Promise.all([
    fromProject<Vite>(project, 'vite'),
    fromProject<UiKit>(project, '@compliance-os/ui/vite'),
  ]);
  const result = await vite.build({
    ...kit.pluginUiConfig({ entry, outDir: out }),
    root: project.folder,
    configFile: false,
    logLevel: 'warn',
  });
  const { output } = result as { readonly output: readonly Chunk[] };
  const first = output.find(({ type, isEntry }) => type === 'chunk' && isEntry === true);
  if (!first) throw new BuildFailed(`${entry}: expected an entry of panels, the build made none`);
  const own = new Set(output.map(({ fileName }) => fileName));
  const imported = output.flatMap(({ imports = [], dynamicImports = [] }) => [...imports, ...dynamicImports]);
  return {
    entry: `ui/${first.fileName}`,
    shared: [...new Set(imported)].filter((specifier) => !own.has(specifier)),
  };
};
