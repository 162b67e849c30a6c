/** A folder outside of the repository where an author works: with the packages as they are published, and nothing else of ours. */
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const runFile = promisify(execFile);
const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));

/** Package → its folder here; what npm would put beside it, it may find in a folder of its own. */
const OURS: Readonly<Record<string, string>> = {
  core: 'packages/core',
  ui: 'packages/ui',
  compliance: 'plugins/compliance',
  'plugin-cli': 'packages/plugin-cli',
  'create-plugin': 'packages/create-plugin',
};

/** Whether npm installs, from the registry and its cache: `npm run authoring`. */
export const INSTALLS = process.env['AUTHORING_INSTALL'] === 'npm';

export interface Workshop {
  readonly folder: string;
  /** folder of the packed packages */
  readonly sdk: string;
  /** `npm install`, or what it leaves where there may be no network; see `docs/decisions.md` */
  install(project: string): Promise<void>;
  /** Runs a tool of the project, as its scripts would. @returns what it printed. @throws with it where it fails */
  run(project: string, tool: string, ...args: string[]): Promise<string>;
  /** Runs lines of a shell, as an author types them. @returns what they printed. @throws with it where one fails */
  shell(cwd: string, script: string, variables: Readonly<Record<string, string>>): Promise<string>;
  /** `create-compliance-os-plugin` from its archive */
  createPlugin(...args: string[]): Promise<string>;
  dispose(): Promise<void>;
}

/** What the test that runs here was given and its author would not have. */
const OF_THE_TEST = /^(VITEST|NODE_ENV$|NODE_OPTIONS$|TEST$|DEV$|PROD$|MODE$|SSR$|BASE_URL$|npm_)/;

const environment = (): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THE_TEST.test(name))),
  PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH']}`,
  NO_COLOR: '1',
});

const succeed = async (
  command: string,
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> => {
  try {
    const { stdout, stderr } = await runFile(command, [...args], {
      cwd,
      env: { ...environment(), ...variables },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout + stderr;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[path.basename(command), ...args].join(' ')} in ${cwd}:\n${stdout}${stderr}`, {
      cause: error,
    });
  }
};

const exists = (at: string): Promise<boolean> =>
  stat(at).then(
    () => true,
    () => false,
  );

/** What npm leaves: copies of the packed packages, what they stand on beside them, and the tools of both. */
const link = async (sdk: string, project: string): Promise<void> => {
  const modules = path.join(project, 'node_modules');
  const theirs = path.join(REPOSITORY, 'node_modules');
  await mkdir(path.join(modules, '.bin'), { recursive: true });
  for (const name of await readdir(theirs))
    if (!name.startsWith('.') && name !== '@compliance-os')
      await symlink(path.join(theirs, name), path.join(modules, name));
  for (const tool of await readdir(path.join(theirs, '.bin')))
    if (!tool.includes('compliance-os'))
      await symlink(path.join(theirs, '.bin', tool), path.join(modules, '.bin', tool));
  const archives = await readdir(sdk);
  for (const [name, source] of Object.entries(OURS)) {
    const at = path.join(modules, '@compliance-os', name);
    await mkdir(at, { recursive: true });
    const archive = archives.find((file) => new RegExp(`^compliance-os-${name}-\\d`).test(file))!;
    await succeed('tar', ['-xzf', path.join(sdk, archive), '--strip-components=1', '-C', at], project);
    const own = path.join(REPOSITORY, source, 'node_modules');
    if (await exists(own)) await symlink(own, path.join(at, 'node_modules'));
  }
  for (const [tool, at] of [
    ['compliance-os-plugin', 'plugin-cli'],
    ['create-compliance-os-plugin', 'create-plugin'],
  ] as const) {
    await chmod(path.join(modules, '@compliance-os', at, 'dist/cli.js'), 0o755);
    await symlink(`../@compliance-os/${at}/dist/cli.js`, path.join(modules, '.bin', tool));
  }
};

export const openWorkshop = async (): Promise<Workshop> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-authoring-'));
  const sdk = path.join(folder, 'sdk');
  await succeed(process.execPath, [path.join(REPOSITORY, 'scripts/sdk.mjs'), sdk], REPOSITORY);
  const creator = path.join(folder, 'creator');
  return {
    folder,
    sdk,
    install: async (project) => {
      if (INSTALLS) await succeed('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], project);
      else await link(sdk, project);
    },
    run: (project, tool, ...args) => {
      const script = path.join(project, 'node_modules/.bin', tool);
      return succeed(script, args, project);
    },
    shell: (cwd, script, variables) => succeed('bash', ['-euo', 'pipefail', '-c', script], cwd, variables),
    createPlugin: async (...args) => {
      if (!(await exists(creator))) {
        await mkdir(creator);
        await link(sdk, creator);
      }
      return succeed(path.join(creator, 'node_modules/.bin/create-compliance-os-plugin'), args, folder);
    },
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
};
