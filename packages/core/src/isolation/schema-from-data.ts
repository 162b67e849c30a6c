import { z } from 'zod';
import type { SchemaData } from './manifest-data.ts';
import { weighedFirst } from './weigh.ts';

const DEEPEST = 40;
const MOST_PARTS = 5_000;

/** How many parts of schemas one manifest may have in all: each is some kilobytes of the host's memory. */
export class SchemaParts {
  #left: number;

  constructor(most = 30_000) {
    this.#left = most;
  }

  /** @throws Error */
  take(): void {
    if (--this.#left < 0) throw new Error('schemas of more parts than one manifest may have');
  }
}

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
const tamed = (data: SchemaData, all: SchemaParts): Tame => {
  let parts = 0;
  const tame = (value: unknown, depth: number, isNames: boolean): unknown => {
    if (++parts > MOST_PARTS || depth > DEEPEST)
      throw new Error(`a schema of more than ${MOST_PARTS} parts or ${DEEPEST} levels`);
    all.take();
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
export const schemaFromData = (data: SchemaData, all = new SchemaParts()): z.ZodType => {
  const described = tamed(data, all);
  return weighedFirst(z.fromJSONSchema(described as Parameters<typeof z.fromJSONSchema>[0]), described);
};

/**
 * The same for what stands in an address, where everything is text and only the plugin's schema knows of what: the host
 * checks the names.
 * @throws Error where it is recursive, or too large
 */
export const fieldsFromData = (data: SchemaData, all = new SchemaParts()): z.ZodType => {
  const { properties = {}, required = [] } = tamed(data, all) as {
    readonly properties?: Readonly<Record<string, Tame>>;
    readonly required?: readonly string[];
  };
  const fields = Object.entries(properties).map(([name, described]) => {
    const field = z.unknown().meta({ override: described });
    return [name, required.includes(name) ? field : field.optional()] as const;
  });
  return z.strictObject(Object.fromEntries(fields));
};
