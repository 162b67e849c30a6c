import {
  invalid,
  notFound,
  type Context,
  type Contributions,
  type Db,
  type Entities,
  type Queries,
} from '@compliance-os/core';
import type { z } from 'zod';
import { registrationTypesPoint, type RegistrationType } from '../api/points.ts';
import type { FactValue } from '../domain/index.ts';
import type { NewRegistration, RegistrationChange, RegistrationItem } from '../api/registrations.ts';
import { addDays, later, localDate } from '../domain/index.ts';
import {
  findRegistration,
  insertFacts,
  insertRegistration,
  updateRegistrationDates,
  withoutOverlap,
} from '../store/registrations.ts';
import { loadCatalogue } from './catalogue.ts';
import { statedDays } from './statement.ts';
import { findEntity } from './subjects.ts';

interface Deps {
  readonly db: Db;
  readonly contributions: Contributions;
}

/** Names of the kinds of registration, by kind; one whose plugin is off keeps its own name. */
export const registrationLabels = async (
  ctx: Context,
  contributions: Contributions,
): Promise<(type: string) => string> => {
  const types = await contributions.of(ctx, registrationTypesPoint);
  return (type) => types.find(({ value }) => value.type === type)?.value.label ?? type;
};

/** @throws Refusal `NOT_FOUND` */
export const showRegistration = async (
  { contributions }: Pick<Deps, 'contributions'>,
  q: Queries,
  ctx: Context,
  id: string,
  permission = 'compliance.registration.read',
): Promise<RegistrationItem> => {
  const row = await findRegistration(q, ctx, permission, id);
  if (!row) throw notFound('registration');
  return { ...row, typeLabel: (await registrationLabels(ctx, contributions))(row.type) };
};

/** @throws Refusal `NOT_FOUND` for the entity; `INVALID` with what is wrong with the number; `NUMBER_TAKEN` */
export const addRegistration = async (
  deps: Deps & { readonly entities: Entities },
  ctx: Context,
  body: z.output<typeof NewRegistration>,
): Promise<RegistrationItem> =>
  deps.db.tenant(ctx, async (tx) => {
    await findEntity(tx, ctx, 'compliance.registration.create', body.entityId);
    const entity = await deps.entities.get(ctx, body.entityId);
    const types = await deps.contributions.of(ctx, registrationTypesPoint);
    const type = types.find(({ value }) => value.type === body.type)?.value;
    if (!type) {
      throw invalid('This kind of registration is not known.', [
        {
          path: 'type',
          message: 'not known',
          expected: types.map(({ value }) => value.type).join(' or ') || 'a plugin that brings one',
          received: body.type,
        },
      ]);
    }
    const parsed = type.parse(body.number, { pan: entity?.pan ?? null });
    if (!parsed.ok) {
      throw invalid(
        `This is not a ${type.label} of this entity.`,
        parsed.problems.map(({ path, expected, received }) => ({
          path: 'number',
          message: `${path} is wrong`,
          expected,
          received,
        })),
      );
    }
    const { number, stateCode } = parsed;
    const stated = readStated(type, body.facts, stateCode);
    const id = await insertRegistration(tx, ctx.tenant, { ...body, number, stateCode });
    const given = new Map(stated.map((fact) => [fact.field, fact]));
    const facts = [
      ...stated,
      ...parsed.facts.filter(({ field }) => !given.has(field)).map((fact) => ({ ...fact, from: undefined })),
    ];
    const { fields } = await loadCatalogue(ctx, deps.contributions, tx);
    const today = localDate(ctx.today);
    const dated = facts.flatMap(({ field, value, from }, at) => {
      const ended = type.columns.find((one) => one.field === field)?.ended;
      if (ended !== undefined && value === ended.value && from === undefined) {
        if (body.to === null) {
          throw invalid(`A registration that is ${ended.value} has a last day.`, [
            {
              path: 'to',
              message: 'missing',
              expected: `a last day, or facts[${at}].from`,
              received: 'null',
            },
          ]);
        }
        return [
          { field, value: ended.until, from: body.from, to: body.to },
          { field, value, from: addDays(body.to, 1), to: null },
        ];
      }
      const start = from ?? (fields[field]?.of === undefined ? body.from : later(today, body.from));
      return [
        { field, value, ...statedDays(ctx, fields, { field, from: start, to: null }, `facts[${at}].`) },
      ];
    });
    await withoutOverlap(deps.db, ctx, () =>
      insertFacts(
        tx,
        ctx.tenant,
        dated.map((fact) => ({
          ...fact,
          entityId: body.entityId,
          subjectType: 'registration',
          subjectId: id,
          source: given.has(fact.field) ? body.source : `read from the ${type.label}`,
        })),
      ),
    );
    return showRegistration(deps, tx, ctx, id, 'compliance.registration.create');
  });

/** @throws Refusal `INVALID` with every value that the law of the registration cannot read */
const readStated = <F extends { readonly field: string; readonly value: FactValue | null }>(
  { readValue }: RegistrationType,
  facts: readonly F[],
  stateCode: string | null,
): readonly F[] => {
  const read = facts.map(({ field, value }) =>
    value === null ? null : readValue(field, value, { stateCode }),
  );
  const faults = read.flatMap((one, at) =>
    one === null || one.ok
      ? []
      : [
          {
            path: `facts[${at}].value`,
            message: one.message,
            expected: one.expected,
            received: String(facts[at]!.value),
          },
        ],
  );
  if (faults.length > 0) throw invalid(faults.map(({ message }) => message).join(' '), faults);
  return facts.map((fact, at) => {
    const one = read[at];
    return one?.ok ? { ...fact, value: one.value } : fact;
  });
};

/** @throws Refusal `NOT_FOUND`; `INVALID` where it would end before it begins */
export const changeRegistration = async (
  deps: Deps,
  ctx: Context,
  id: string,
  change: z.output<typeof RegistrationChange>,
): Promise<RegistrationItem> =>
  deps.db.tenant(ctx, async (tx) => {
    const permission = 'compliance.registration.update';
    const before = await showRegistration(deps, tx, ctx, id, permission);
    const from = change.from ?? before.from;
    const to = change.to === undefined ? before.to : change.to;
    if (to !== null && to < from) {
      throw invalid('It ends before it begins.', [
        { path: 'to', message: 'before the first day', expected: `from ${from}`, received: to },
      ]);
    }
    await updateRegistrationDates(tx, ctx.tenant, id, from, to);
    return showRegistration(deps, tx, ctx, id, permission);
  });
