import type { Schema } from './api-document.ts';

export type Schemas = Readonly<Record<string, Schema>>;

/** A line of a schema: what may stand at a place of the value. */
export interface Field {
  /** Unique among the lines. */
  readonly key: string;
  readonly name: string;
  readonly depth: number;
  readonly type: string;
  readonly required: boolean;
  readonly notes: readonly string[];
}

const REF = '#/components/schemas/';
const DEEPEST = 8;

const nameOf = (schema: Schema): string | undefined => schema.$ref?.slice(REF.length);

export const resolved = (schema: Schema, schemas: Schemas): Schema => {
  const name = nameOf(schema);
  return name === undefined ? schema : (schemas[name] ?? {});
};

const alternatives = (schema: Schema): readonly Schema[] => schema.anyOf ?? schema.oneOf ?? [];

/** Names that a tool made up say nothing to a reader. */
const isNamed = (name: string | undefined): name is string => name !== undefined && !name.startsWith('__');

/** The type in a few words: `string (date)`, `array of Person`, `integer or null`. */
export const typeOf = (schema: Schema, schemas: Schemas, depth = 0): string => {
  const name = nameOf(schema);
  if (isNamed(name)) return name;
  const it = resolved(schema, schemas);
  if (depth > DEEPEST) return 'any';
  const choices = alternatives(it);
  if (choices.length > 0)
    return [...new Set(choices.map((choice) => typeOf(choice, schemas, depth + 1)))].join(' or ');
  if (it.allOf) return it.allOf.map((part) => typeOf(part, schemas, depth + 1)).join(' and ');
  if (it.const !== undefined) return JSON.stringify(it.const);
  if (it.items) return `array of ${typeOf(it.items, schemas, depth + 1)}`;
  if (typeof it.additionalProperties === 'object' && !it.properties)
    return `map of ${typeOf(it.additionalProperties, schemas, depth + 1)}`;
  const type = typeof it.type === 'string' ? it.type : (it.type?.join(' or ') ?? 'any');
  return it.format ? `${type} (${it.format})` : type;
};

const between = (least: number | undefined, most: number | undefined, unit: string): string[] => {
  // What a schema says of every whole number is no limit.
  const [from, to] = [least, most].map((it) =>
    Math.abs(it ?? Infinity) < Number.MAX_SAFE_INTEGER ? it : undefined,
  );
  if (from !== undefined && to !== undefined) return [`${from} to ${to}${unit}`];
  if (from !== undefined) return [`at least ${from}${unit}`];
  return to === undefined ? [] : [`at most ${to}${unit}`];
};

const notesOf = (it: Schema): string[] => [
  ...(it.description ? [it.description] : []),
  ...(it.enum ? [it.enum.map(String).join(' | ')] : []),
  ...between(it.minimum, it.maximum, ''),
  ...between(it.minLength, it.maxLength, ' characters'),
  ...between(it.minItems, it.maxItems, ' items'),
  ...(it.default === undefined ? [] : [`default ${JSON.stringify(it.default)}`]),
];

/** The lines of a schema from the outside in. A schema that holds itself is shown once on each way down. */
export const fieldsOf = (schema: Schema, schemas: Schemas): readonly Field[] => {
  const lines: Field[] = [];
  const walk = (part: Schema, depth: number, path: string, above: readonly string[]): void => {
    const name = nameOf(part);
    if ((name !== undefined && above.includes(name)) || depth > DEEPEST) return;
    const it = resolved(part, schemas);
    const inside = name === undefined ? above : [...above, name];
    for (const choice of [...alternatives(it), ...(it.allOf ?? [])]) walk(choice, depth, path, inside);
    if (it.items) walk(it.items, depth, path, inside);
    if (typeof it.additionalProperties === 'object') walk(it.additionalProperties, depth, path, inside);
    for (const [property, value] of Object.entries(it.properties ?? {})) {
      const key = `${path}/${property}`;
      lines.push({
        key: `${lines.length}${key}`,
        name: property,
        depth,
        type: typeOf(value, schemas),
        required: it.required?.includes(property) ?? false,
        notes: notesOf(resolved(value, schemas)),
      });
      walk(value, depth + 1, key, inside);
    }
  };
  walk(schema, 0, '', []);
  return lines;
};

/** The one line of a parameter. */
export const fieldOf = (name: string, schema: Schema, required: boolean, schemas: Schemas): Field => ({
  key: name,
  name,
  depth: 0,
  type: typeOf(schema, schemas),
  required,
  notes: notesOf(resolved(schema, schemas)),
});
