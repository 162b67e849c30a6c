import { faultsOf } from '../http/faults.ts';
import { Config, VARIABLES } from './config.ts';

/** Everything that is wrong with the configuration, by variable. */
export class ConfigInvalid extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`the configuration does not fit:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

type Tree = { [key: string]: Tree | string | string[] };

const ROOMS = ['http', 'database', 'redis', 'evidence', 'identity', 'limits', 'jobs', 'log'];
const LISTS: ReadonlySet<string> = new Set(['http.corsOrigins']);

const put = (tree: Tree, path: string, value: string): void => {
  const keys = path.split('.');
  const last = keys.pop()!;
  let node = tree;
  for (const key of keys) node = (node[key] ??= {}) as Tree;
  node[last] = LISTS.has(path) ? value.split(',').map((item) => item.trim()) : value;
};

/** Stands for what may be secret. */
const HIDDEN = 'a value that does not fit';

const variableOf = (path: string): string => {
  const found = Object.entries(VARIABLES).find(
    ([, target]) => target === path || path.startsWith(`${target}.`),
  );
  return found ? `${found[0]} (${path})` : path;
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

/**
 * Reads the configuration from environment variables.
 * @throws ConfigInvalid with every problem, each with variable, path, expected and received
 */
export const loadConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const tree: Tree = Object.fromEntries(ROOMS.map((room) => [room, {}]));
  for (const [variable, path] of Object.entries(VARIABLES)) {
    const value = env[variable];
    if (value !== undefined && value !== '') put(tree, path, value);
  }
  const result = Config.safeParse(tree);
  if (!result.success) {
    throw new ConfigInvalid(
      faultsOf(result.error, tree).map(({ path, message, expected, received }) => {
        const secret = /key|password|url/i.test(path);
        return `${variableOf(path)}: ${expected ? `expected ${expected}` : message}, received ${secret ? HIDDEN : (received ?? HIDDEN)}`;
      }),
    );
  }
  const problems = missing(result.data);
  if (problems.length > 0) throw new ConfigInvalid(problems);
  return result.data;
};
