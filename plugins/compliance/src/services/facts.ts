import { invalid, type Context, type Contributions, type Db } from '@compliance-os/core';
import type { z } from 'zod';
import { registrationTypesPoint } from '../api/points.ts';
import type { FactItem, NewFact } from '../api/registrations.ts';
import type { FactValue } from '../domain/index.ts';
import { findFact } from '../store/facts.ts';
import { insertFacts, withoutOverlap } from '../store/registrations.ts';
import type { SubjectRow } from '../store/subjects.ts';
import { loadCatalogue } from './catalogue.ts';
import { statedDays } from './statement.ts';
import { findSubject } from './subjects.ts';

interface Deps {
  readonly db: Db;
  readonly contributions: Contributions;
}

const UPDATE = 'compliance.registration.update';

/** @throws Refusal `NOT_FOUND`; `INVALID` for a value that the law of the registration cannot read; `OVERLAPPING_FACTS` */
export const addFact = async (
  { db, contributions }: Deps,
  ctx: Context,
  body: z.output<typeof NewFact>,
): Promise<FactItem> =>
  db.tenant(ctx, async (tx) => {
    const subject = await findSubject(tx, ctx, UPDATE, body);
    const value = await readFor(contributions, ctx, subject, body.field, body.value);
    const { fields } = await loadCatalogue(ctx, contributions, tx);
    const fact = { ...body, ...statedDays(ctx, fields, body), value, entityId: subject.entityId };
    const [id] = await withoutOverlap(db, ctx, () => insertFacts(tx, ctx.tenant, [fact]));
    return (await findFact(tx, ctx, UPDATE, id!))!;
  });

const readFor = async (
  contributions: Contributions,
  ctx: Context,
  { kind, stateCode }: SubjectRow,
  field: string,
  value: FactValue | null,
): Promise<FactValue | null> => {
  const types = await contributions.of(ctx, registrationTypesPoint);
  const type = types.find((one) => kind === `registration:${one.value.type}`)?.value;
  if (type === undefined || value === null) return value;
  const read = type.readValue(field, value, { stateCode });
  if (read.ok) return read.value;
  throw invalid(read.message, [
    { path: 'value', message: read.message, expected: read.expected, received: String(value) },
  ]);
};
