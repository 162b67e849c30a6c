import type { JsonSchema } from '../api/core.ts';

export type Settings = Record<string, unknown>;

/** What the form starts with: what is set, and the schema's default where nothing is. */
export function settingsOf(schema: JsonSchema | null, config: Readonly<Settings> | null): Settings {
  const fields = Object.entries(schema?.properties ?? {});
  return Object.fromEntries(
    fields.map(([name, field]) => [name, config?.[name] ?? field.default ?? emptyOf(field)]),
  );
}

const emptyOf = ({ type }: JsonSchema): unknown => (type === 'boolean' ? false : type === 'array' ? [] : '');
