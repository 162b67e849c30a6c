import { z } from 'zod';
import { faultsOf } from '../http/faults.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import { nearest } from '../plugin/nearest.ts';
import { isSecret } from './secret.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const upper = (text: string): string =>
  text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();

/** `PLUGIN_<ID>_<KEY>`: `apiBase` of the plugin `e-way` is set by `PLUGIN_E_WAY_API_BASE`. */
export const pluginVariable = (plugin: string, key: string): string =>
  `PLUGIN_${upper(plugin)}_${upper(key)}`;

/** What begins like a list or an object is JSON; anything else is the text itself. */
const valueOf = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text; // the schema says what it expected
  }
};

export interface PluginConfigs {
  /** plugin → its configuration, as its schema reads it */
  readonly values: Readonly<Record<string, Record<string, unknown>>>;
  /** everything that is wrong, by variable */
  readonly problems: readonly string[];
}

/** Reads what the manifests ask for under `config.host`. Their schemas are objects: the manifests are checked for that. */
export const readPluginConfigs = (env: Environment, manifests: readonly PluginManifest[]): PluginConfigs => {
  const values: Record<string, Record<string, unknown>> = {};
  const problems: string[] = [];
  const known = new Set<string>();
  for (const { id, config } of manifests) {
    const schema = config?.host;
    if (!(schema instanceof z.ZodObject)) continue;
    const given: Record<string, unknown> = {};
    for (const key of Object.keys(schema.shape)) {
      const variable = pluginVariable(id, key);
      known.add(variable);
      const text = env[variable];
      if (text !== undefined && text !== '') given[key] = valueOf(text);
    }
    const result = schema.safeParse(given);
    if (result.success) values[id] = result.data;
    else problems.push(...problemsOf(id, result.error, given));
  }
  return { values, problems: [...problems, ...strangers(env, manifests, known)] };
};

const problemsOf = (plugin: string, error: z.ZodError, given: Record<string, unknown>): string[] =>
  faultsOf(error, given).map(({ path, message, expected, received }) => {
    const [key = '', ...rest] = path.split('.');
    const variable = pluginVariable(plugin, key);
    const shown = isSecret(path) ? 'a value that does not fit' : (received ?? 'a value that does not fit');
    return `${variable} (${[plugin, key, ...rest].join('.')}): ${expected ? `expected ${expected}` : message}, received ${shown}`;
  });

/** A variable with the prefix of a plugin that asks for no such thing: most likely a slip of the pen. */
const strangers = (
  env: Environment,
  manifests: readonly PluginManifest[],
  known: ReadonlySet<string>,
): string[] => {
  const prefixes = manifests.map(({ id }) => pluginVariable(id, ''));
  return Object.keys(env)
    .filter((variable) => !known.has(variable) && prefixes.some((prefix) => variable.startsWith(prefix)))
    .map((variable) => {
      const meant = nearest(variable, [...known]);
      return `${variable}: expected a variable that a plugin asks for, received one that none does${meant === undefined ? '' : `; did you mean ${meant}?`}`;
    });
};
