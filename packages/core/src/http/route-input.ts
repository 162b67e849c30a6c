import type { Request } from 'express';
import { z } from 'zod';
import type { RouteDefinition } from '../plugin/route.ts';
import { faultsOf } from './faults.ts';
import { invalid, notFound } from './problem.ts';

/** What a request says, as the schemas of its route read it. */
export interface RouteValues {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** @throws Refusal `INVALID` with every field that does not fit; `NOT_FOUND` where it is the path */
export const readInput = (route: RouteDefinition, request: Request): RouteValues => ({
  params: route.params ? readPath(route.params, request.params) : undefined,
  query: route.query ? read(route.query, 'query', request.query) : undefined,
  body: route.body instanceof z.ZodType ? read(route.body, 'body', request.body ?? {}) : undefined,
});

const read = (schema: z.ZodType, where: string, value: unknown): unknown => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  throw invalid(`The ${where} does not fit.`, faultsOf(result.error, value, known));
};

/** A malformed id is an id that does not exist. */
const readPath = (schema: z.ZodType, value: unknown): unknown => {
  const result = schema.safeParse(value);
  if (!result.success) throw notFound('address');
  return result.data;
};
