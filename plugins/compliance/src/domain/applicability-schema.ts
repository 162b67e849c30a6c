/**
 * The predicate tree of a master's applicability, as data. How it is read: `applicability.ts`.
 *
 *   { all: [ { field: 'gstin.type', op: 'in', value: ['regular', 'casual'] },
 *            { field: 'gstin.aato', op: 'lte', value: 5000000000, at: 'at-start' } ] }
 */
import { z } from 'zod';
import { FieldSchema } from './facts.ts';

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
const Reading = z.enum(['on-any-day', 'at-start', 'at-end']).optional();

export const LeafSchema = z.union([
  z.strictObject({ field: FieldSchema, op: z.enum(['eq', 'ne']), value: Scalar, at: Reading }),
  z.strictObject({
    field: FieldSchema,
    op: z.enum(['in', 'notIn']),
    value: z.array(Scalar).min(1).readonly(),
    at: Reading,
  }),
  z.strictObject({
    field: FieldSchema,
    op: z.enum(['lt', 'lte', 'gt', 'gte']),
    value: z.union([z.number(), z.string()]),
    at: Reading,
  }),
  z.strictObject({ field: FieldSchema, op: z.literal('present'), value: z.boolean(), at: Reading }),
]);
export type Leaf = z.output<typeof LeafSchema>;
export type LeafOp = Leaf['op'];

export type Predicate =
  | Leaf
  /** Every subject of the master's kind. */
  | { readonly always: true }
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate };

export const PredicateSchema: z.ZodType<Predicate, Predicate> = z.lazy(() =>
  z.union([
    LeafSchema,
    z.strictObject({ always: z.literal(true) }),
    z.strictObject({ all: z.array(PredicateSchema).min(1).readonly() }),
    z.strictObject({ any: z.array(PredicateSchema).min(1).readonly() }),
    z.strictObject({ not: PredicateSchema }),
  ]),
);

/** Every field the tree asks about. */
export function fieldsOf(predicate: Predicate, into = new Set<string>()): Set<string> {
  if ('all' in predicate) predicate.all.forEach((p) => fieldsOf(p, into));
  else if ('any' in predicate) predicate.any.forEach((p) => fieldsOf(p, into));
  else if ('not' in predicate) fieldsOf(predicate.not, into);
  else if ('field' in predicate) into.add(predicate.field);
  return into;
}
