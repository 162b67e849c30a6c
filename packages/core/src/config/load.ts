import path from 'node:path';
import { faultsOf } from '../http/faults.ts';
import type { Fault } from '../http/problem.ts';
import type { PluginsFolder } from '../package/installed.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import { Config, VARIABLES } from './config.ts';
import { readPluginConfigs } from './plugin-config.ts';
import { isSecret } from './secret.ts';

/** Everything that is wrong with the configuration, by variable. */
export class ConfigInvalid extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`the configuration does not fit:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

type Tree = { [key: string]: Tree | string | string[] };

const ROOMS = [
  'http',
  'database',
  'redis',
  'evidence',
  'identity',
  'mail',
  'limits',
  'jobs',
  'installation',
  'log',
];
const LISTS: ReadonlySet<string> = new Set(['http.corsOrigins']);

const put = (tree: Tree, at: string, value: string): void => {
  const keys = at.split('.');
  const last = keys.pop()!;
  let node = tree;
  for (const key of keys) node = (node[key] ??= {}) as Tree;
  node[last] = LISTS.has(at) ? value.split(',').map((item) => item.trim()) : value;
};

/** Stands for what may be secret. */
const HIDDEN = 'a value that does not fit';

const variableOf = (at: string): string => {
  const found = Object.entries(VARIABLES).find(([, target]) => target === at || at.startsWith(`${target}.`));
  return found ? `${found[0]} (${at})` : at;
};

/** What a production host cannot do without. */
const missing = (config: Config): string[] => {
  if (config.mode === 'embedded') return [];
  const need = (variable: string, present: unknown, what: string): string[] =>
    present ? [] : [`${variable}: expected ${what} in production mode, received nothing`];
  return [
    ...need('DATABASE_URL', config.database.url, 'the address of PostgreSQL'),
    ...need('REDIS_URL', config.redis.url, 'the address of Redis'),
    ...need('MASTER_KEY', config.identity.masterKey, '32 bytes in base64'),
    ...need('PUBLIC_URL', config.http.publicUrl, 'the address that browsers use'),
  ];
};

const treeOf = (env: Environment): Tree => {
  const tree: Tree = Object.fromEntries(ROOMS.map((room) => [room, {}]));
  for (const [variable, at] of Object.entries(VARIABLES)) {
    const value = env[variable];
    if (value !== undefined && value !== '') put(tree, at, value);
  }
  return tree;
};

/**
 * Reads where installed plugins are: needed before their manifests, and so before the rest.
 * @throws ConfigInvalid with everything that is wrong with the host's own configuration
 */
export const loadPluginsFolder = (env: Environment): PluginsFolder => {
  const part = Config.pick({ database: true, installation: true }).safeParse(treeOf(env));
  const { database, installation } = part.success ? part.data : loadConfig(env);
  const folder = installation.folder ?? path.join(path.dirname(database.folder), 'plugins');
  return {
    folder,
    trustFile: installation.trustFile ?? path.join(folder, 'trust.json'),
    allowUnsigned: installation.allowUnsigned,
  };
};

/**
 * Reads the configuration from environment variables.
 * @param manifests of the plugins, whose own configuration is read with it
 * @throws ConfigInvalid with every problem, each with variable, path, expected and received
 */
export const loadConfig = (env: Environment, manifests: readonly PluginManifest[] = []): Config => {
  const tree = treeOf(env);
  const plugins = readPluginConfigs(env, manifests);
  const result = Config.safeParse({ ...tree, plugins: plugins.values });
  const problems = [
    ...(result.success ? missing(result.data) : faultsOf(result.error, tree).map(describe)),
    ...plugins.problems,
  ];
  if (!result.success || problems.length > 0) throw new ConfigInvalid(problems);
  return result.data;
};

const describe = ({ path: at, message, expected, received }: Fault): string =>
  `${variableOf(at)}: ${expected ? `expected ${expected}` : message}, received ${isSecret(at) ? HIDDEN : (received ?? HIDDEN)}`;
