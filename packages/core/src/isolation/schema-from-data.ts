import { z } from 'zod';
import type { SchemaData } from './manifest-data.ts';

const DEEPEST = 40;
const MOST_NODES = 5_000;

/**
 * Keywords that another process could slow the host down with. Patterns are checked by the plugin's own schema, in its
 * process; references could make a small text describe an endless tree.
 */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'pattern',
  'patternProperties',
  'propertyNames',
  '$schema',
  '$id',
  'id',
]);

type Tame = Readonly<Record<string, unknown>>;

/** @throws Error where it is recursive, or too large */
const tamed = (data: SchemaData): Tame => {
  let nodes = 0;
  const tame = (value: unknown, depth: number, isNames: boolean): unknown => {
    if (++nodes > MOST_NODES || depth > DEEPEST)
      throw new Error(`a schema of more than ${MOST_NODES} parts or ${DEEPEST} levels`);
    if (Array.isArray(value)) return value.map((item) => tame(item, depth + 1, false));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    if (!isNames && entries.some(([key]) => key === '$ref' || key === '$dynamicRef'))
      throw new Error('a schema that contains itself');
    return Object.fromEntries(
      entries
        .filter(([key]) => isNames || !LEFT_OUT.has(key))
        .map(([key, item]) => [key, tame(item, depth + 1, !isNames && key === 'properties')]),
    );
  };
  return tame(data, 0, false) as Tame;
};

/**
 * A schema that a process described, as the host's first check and as documentation. The plugin checks again with its own.
 * @throws Error where it is recursive, or too large
 */
export const schemaFromData = (data: SchemaData): z.ZodType =>
  z.fromJSONSchema(tamed(data) as Parameters<typeof z.fromJSONSchema>[0]);

/**
 * The same for what stands in an address, where everything is text and only the plugin's schema knows of what: the host
 * checks the names.
 * @throws Error where it is recursive, or too large
 */
export const fieldsFromData = (data: SchemaData): z.ZodType => {
  const { properties = {}, required = [] } = tamed(data) as {
    readonly properties?: Readonly<Record<string, Tame>>;
    readonly required?: readonly string[];
  };
  const fields = Object.entries(properties).map(([name, described]) => {
    const field = z.unknown().meta({ override: described });
    return [name, required.includes(name) ? field : field.optional()] as const;
  });
  return z.strictObject(Object.fromEntries(fields));
};
