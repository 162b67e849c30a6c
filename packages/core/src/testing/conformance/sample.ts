import { z } from 'zod';

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
}

/** What a made-up value is filled with. */
export interface Filling {
  /** stands wherever an id is asked for */
  readonly id: string;
  /** begins every text, as far as its length allows */
  readonly text: string;
  /** `all` members of an object, or those that it `requires` only */
  readonly members: 'all' | 'required';
}

const FORMATS: Readonly<Record<string, string>> = {
  date: '2026-11-22',
  'date-time': '2026-11-22T06:00:00Z',
  time: '06:00:00',
  uri: 'https://example.in/',
};

let texts = 0;
/** Different each time, so that names do not meet. */
const textOf = ({ format = '', minLength = 1, maxLength = 200 }: Schema, { id, text }: Filling): string => {
  if (format === 'uuid') return id;
  const serial = String(++texts);
  if (format === 'email') return `${text}-${serial}@example.in`;
  return (
    FORMATS[format] ??
    `${text.slice(0, Math.max(0, maxLength - serial.length - 1))}-${serial}`
      .padEnd(minLength, 'x')
      .slice(-maxLength)
  );
};

const make = (schema: Schema, filling: Filling, defs: Schema['$defs']): unknown => {
  const { $ref, enum: values, properties = {}, required = [], items = {}, examples } = schema;
  if ($ref) return make(defs?.[$ref.replace('#/$defs/', '')] ?? {}, filling, defs);
  if (schema.const !== undefined) return schema.const;
  if (examples?.length) return examples[0];
  if (values) return values[0];
  const [alternative] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (alternative) return make(alternative, filling, defs);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(properties)
          .filter(([name]) => filling.members === 'all' || required.includes(name))
          .map(([name, member]) => [name, make(member, filling, defs)]),
      );
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => make(items, filling, defs));
    case 'integer':
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case undefined:
    default:
      return textOf(schema, filling);
  }
};

export const jsonSchemaOf = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;

/** A value that a schema takes, as far as its shape says. */
export const sample = (schema: z.ZodType, filling: Filling): unknown => {
  const json = jsonSchemaOf(schema);
  return make(json, filling, json.$defs);
};

/** The same for a query: what it requires, and every member that takes an id. */
export const sampleQuery = (schema: z.ZodType, filling: Filling): Record<string, string> => {
  const { properties = {}, required = [], $defs } = jsonSchemaOf(schema);
  const asked = Object.entries(properties).filter(
    ([name, member]) => required.includes(name) || (filling.members === 'all' && member.format === 'uuid'),
  );
  return Object.fromEntries(asked.map(([name, member]) => [name, String(make(member, filling, $defs))]));
};

/** Whether an id is asked for anywhere in it. */
export const asksForId = (schema: z.ZodType): boolean =>
  JSON.stringify(jsonSchemaOf(schema)).includes('"uuid"');

/** Whether a member of it, or of something in it, may be left out. */
export const hasOptional = (schema: z.ZodType): boolean => {
  const look = (part: unknown): boolean => {
    if (part === null || typeof part !== 'object') return false;
    const { properties = {}, required = [] } = part as Schema;
    return Object.keys(properties).some((name) => !required.includes(name)) || Object.values(part).some(look);
  };
  return look(jsonSchemaOf(schema));
};
