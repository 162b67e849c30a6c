import { humanise } from '@compliance-os/ui';
import type { JsonSchema } from '../api/core.ts';

interface FieldBase {
  /** Path from the settings: `reminder.days` */
  readonly name: string;
  readonly label: string;
  readonly help: string | undefined;
  readonly required: boolean;
  /** What stands there until somebody says otherwise. */
  readonly initial: unknown;
}

/** One field of a settings form, as it is drawn. */
export type SettingsField = FieldBase &
  (
    | { readonly kind: 'text'; readonly input: 'text' | 'email' | 'url' | 'date' }
    | {
        readonly kind: 'number';
        readonly minimum: number | undefined;
        readonly maximum: number | undefined;
        readonly step: 1 | 'any';
      }
    | { readonly kind: 'switch' }
    | { readonly kind: 'choice'; readonly choices: readonly (string | number)[] }
    | { readonly kind: 'list'; readonly choices: readonly string[] | undefined }
    | { readonly kind: 'group'; readonly fields: readonly SettingsField[] }
    /** A shape that no field is made for: it keeps its value. */
    | { readonly kind: 'other' }
  );

const INPUTS: Readonly<Record<string, 'email' | 'url' | 'date'>> = {
  email: 'email',
  uri: 'url',
  date: 'date',
};

/** zod's own bounds of a safe integer are no bounds that a person meets. */
const boundOf = (bound: number | undefined): number | undefined =>
  bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? undefined : bound;

/** Follows references, and takes "or nothing" and unions of single values for what they mean. */
function plain(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref?.startsWith('#/$defs/'))
    return plain({ ...root.$defs?.[schema.$ref.slice('#/$defs/'.length)], ...described(schema) }, root);
  const options = schema.anyOf?.filter(({ type }) => type !== 'null');
  if (options?.length === 1) return plain({ ...options[0], ...described(schema) }, root);
  const values = options?.map((it) => it.const);
  if (values?.every((it) => typeof it === 'string' || typeof it === 'number'))
    return { ...described(schema), enum: values };
  return schema;
}

const described = ({ title, description, default: initial }: JsonSchema): JsonSchema => ({
  ...(title !== undefined && { title }),
  ...(description !== undefined && { description }),
  ...(initial !== undefined && { default: initial }),
});

const labelOf = (key: string): string => humanise(key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());

/** The fields of a plugin's settings, from the JSON Schema that the server gives; none where there is no schema. */
export const settingsFields = (schema: JsonSchema | null): readonly SettingsField[] =>
  schema ? fieldsOf(schema, schema, '', true) : [];

/** @param needed false inside of a group that may be left out: then the server says what is missing in it */
function fieldsOf(
  schema: JsonSchema,
  root: JsonSchema,
  path: string,
  needed: boolean,
): readonly SettingsField[] {
  return Object.entries(schema.properties ?? {}).map(([key, property]) =>
    fieldOf(
      plain(property, root),
      root,
      `${path}${key}`,
      key,
      needed && (schema.required?.includes(key) ?? false),
    ),
  );
}

function fieldOf(
  schema: JsonSchema,
  root: JsonSchema,
  name: string,
  key: string,
  required: boolean,
): SettingsField {
  const base: FieldBase = {
    name,
    label: schema.title ?? labelOf(key),
    help: schema.description,
    required,
    initial: schema.default,
  };
  if (schema.enum) return { ...base, kind: 'choice', choices: schema.enum.filter((it) => it !== null) };
  switch (schema.type) {
    case 'string':
      return { ...base, kind: 'text', input: INPUTS[schema.format ?? ''] ?? 'text' };
    case 'integer':
    case 'number':
      return {
        ...base,
        kind: 'number',
        minimum: boundOf(schema.minimum),
        maximum: boundOf(schema.maximum),
        step: schema.type === 'integer' ? 1 : 'any',
      };
    case 'boolean':
      return { ...base, kind: 'switch' };
    case 'array':
      return isListOfTexts(schema.items)
        ? { ...base, kind: 'list', choices: schema.items?.enum?.map(String) }
        : { ...base, kind: 'other' };
    case 'object':
      return schema.properties
        ? { ...base, kind: 'group', fields: fieldsOf(schema, root, `${name}.`, required) }
        : { ...base, kind: 'other' };
    case undefined:
    default:
      return { ...base, kind: 'other' };
  }
}

const isListOfTexts = (items: JsonSchema | undefined): boolean =>
  items?.type === 'string' || (items?.enum?.every((it) => typeof it === 'string') ?? false);
