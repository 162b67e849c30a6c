import type { SettingsField } from './settings-shape.ts';

export type Settings = Record<string, unknown>;

const keyOf = ({ name }: SettingsField): string => name.split('.').at(-1)!;
const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the form starts with: what is set, and the schema's default where nothing is. */
export const settingsOf = (
  fields: readonly SettingsField[],
  config: Readonly<Settings> | null | undefined,
): Settings =>
  Object.fromEntries(fields.map((field) => [keyOf(field), startOf(field, config?.[keyOf(field)])]));

function startOf(field: SettingsField, set: unknown): unknown {
  const value = set ?? field.initial;
  switch (field.kind) {
    case 'group':
      return settingsOf(field.fields, isSettings(value) ? value : {});
    case 'switch':
      return value ?? false;
    case 'list':
      return value ?? [];
    case 'other':
      return value;
    case 'text':
    case 'number':
    case 'choice':
      return value ?? '';
  }
}

/** What is sent: a field that was left empty is not there, so that the schema's own default holds. */
export const configOf = (fields: readonly SettingsField[], values: Readonly<Settings>): Settings =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = sentOf(field, values[keyOf(field)]);
      return value === undefined ? [] : [[keyOf(field), value]];
    }),
  );

function sentOf(field: SettingsField, value: unknown): unknown {
  if (field.kind === 'group') {
    const inner = configOf(field.fields, isSettings(value) ? value : {});
    return !field.required && isUntouched(field.fields, inner) ? undefined : inner;
  }
  return value === '' || value === null ? undefined : value;
}

/** A group that nobody filled in is not there: what stands in it are the schema's own defaults. */
const isUntouched = (fields: readonly SettingsField[], sent: Settings): boolean =>
  JSON.stringify(sent) === JSON.stringify(configOf(fields, settingsOf(fields, null)));
