import type { z } from 'zod';

/** Steps of a check, each of which may leave an issue: 400,000 of them are about a second and 100 MB. */
const MOST_STEPS = 400_000;

type Described = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Described =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * Whether checking the value takes more steps than the most: a short schema and a short value can be many, since every
 * alternative is tried for every item.
 * @param schema JSON Schema without references
 */
export const isTooMuch = (schema: unknown, value: unknown, most: number = MOST_STEPS): boolean => {
  let steps = 0;
  /** @returns false once there are too many */
  const step = (part: unknown, at: unknown): boolean => {
    if (++steps > most) return false;
    if (!isObject(part)) return true;
    steps += listOf(part['enum']).length + listOf(part['required']).length;
    for (const kind of ['anyOf', 'oneOf', 'allOf', 'prefixItems'])
      if (!listOf(part[kind]).every((option) => step(option, at))) return false;
    if (part['not'] !== undefined && !step(part['not'], at)) return false;
    if (Array.isArray(at)) return at.every((item, index) => step(itemOf(part, index), item));
    if (!isObject(at)) return true;
    const properties = isObject(part['properties']) ? part['properties'] : {};
    return (
      Object.entries(properties).every(([name, field]) => step(field, at[name])) &&
      Object.entries(at).every(
        ([name, field]) => Object.hasOwn(properties, name) || step(part['additionalProperties'], field),
      )
    );
  };
  return !step(schema, value) || steps > most;
};

const itemOf = ({ items, prefixItems }: Described, index: number): unknown =>
  listOf(prefixItems)[index] ?? listOf(items)[index] ?? items;

/**
 * Refuses a value that would keep the host busy before any of it is checked. The schema stays the same object: a pipe in
 * front of it would hide from documentation and forms what it is.
 */
export const weighedFirst = <S extends z.ZodType>(schema: S, described: unknown): S => {
  const run = schema._zod.run.bind(schema._zod);
  schema._zod.run = (payload, context) => {
    if (!isTooMuch(described, payload.value)) return run(payload, context);
    payload.issues.push({
      code: 'custom',
      message: 'less to check: shorter lists, or a simpler schema',
      input: undefined,
      inst: schema,
      continue: false,
    });
    return payload;
  };
  return schema;
};
