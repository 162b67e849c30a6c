import { z } from 'zod';

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly minimum?: number;
  readonly minLength?: number;
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'someone@example.in',
  date: '2026-11-22',
  'date-time': '2026-11-22T06:00:00Z',
};

let texts = 0;
/** Different each time, so that names do not meet. */
const text = ({ format = '', minLength = 1 }: Schema, id: string): string =>
  format === 'uuid' ? id : (FORMATS[format] ?? `x${++texts}`.padEnd(minLength, 'x'));

const sampleOf = (schema: Schema, id: string, defs: Schema['$defs'] = schema.$defs): unknown => {
  const { $ref, enum: values, properties = {}, items = {}, minimum = 1 } = schema;
  if ($ref) return sampleOf(defs?.[$ref.replace('#/$defs/', '')] ?? {}, id, defs);
  if (schema.const !== undefined) return schema.const;
  if (values) return values[0];
  const [alternative] = schema.anyOf ?? schema.allOf ?? [];
  if (alternative) return sampleOf(alternative, id, defs);
  if (schema.type === 'object') {
    const members = Object.entries(properties);
    return Object.fromEntries(members.map(([name, member]) => [name, sampleOf(member, id, defs)]));
  }
  if (schema.type === 'array') return [sampleOf(items, id, defs)];
  if (schema.type === 'integer' || schema.type === 'number') return minimum;
  if (schema.type === 'boolean') return true;
  return schema.type === 'null' ? null : text(schema, id);
};

/** A value that a schema takes, as far as its shape says, with the id wherever it asks for one. */
export const sample = (schema: z.ZodType, id: string): unknown =>
  sampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, id);

/** The same for a query, without what would page or sort. */
export const sampleQuery = (schema: z.ZodType, id: string): string => {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const ids = Object.entries(properties).filter(([, member]) => member.format === 'uuid');
  return new URLSearchParams(Object.fromEntries(ids.map(([name]) => [name, id]))).toString();
};
