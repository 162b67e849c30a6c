import type { Context, Entities, Queries } from '@compliance-os/core';
import { endOpenFacts } from '../store/facts.ts';
import { insertOccurrences } from '../store/occurrences.ts';
import { insertFacts, insertRegistration, updateRegistrationDates } from '../store/registrations.ts';
import type { EntityRef, ImportPlan, RegistrationRef, SubjectRef } from './plan-types.ts';

/**
 * Writes a plan that has no errors, inside one transaction.
 * @param source what facts name as their source where the file names none: the import and its day
 * @returns ids of the entities that the file speaks of
 */
export const writeImport = async (
  q: Queries,
  ctx: Context,
  entities: Entities,
  plan: ImportPlan,
  source: string,
): Promise<readonly string[]> => {
  const added: string[] = [];
  for (const entity of plan.addedEntities) added.push((await entities.create(ctx, entity)).id);
  for (const { id, change } of plan.changedEntities) await entities.update(ctx, id, change);
  const entityId = (ref: EntityRef): string => ('known' in ref ? ref.known : added[ref.added]!);

  const registrations: string[] = [];
  for (const { entity, ...row } of plan.addedRegistrations)
    registrations.push(await insertRegistration(q, ctx.tenant, { ...row, entityId: entityId(entity) }));
  for (const { id, from, to } of plan.changedRegistrations)
    await updateRegistrationDates(q, ctx.tenant, id, from, to);
  const registrationId = (ref: RegistrationRef): string =>
    'known' in ref ? ref.known : registrations[ref.added]!;
  const subjectId = ({ type, ref }: SubjectRef): string =>
    type === 'entity' ? entityId(ref) : registrationId(ref);

  const facts = plan.facts.map((fact) => ({
    entityId: entityId(fact.entity),
    subjectType: fact.subject.type,
    subjectId: subjectId(fact.subject),
    field: fact.field,
    value: fact.value,
    from: fact.from,
    to: fact.to,
    source: fact.source ?? source,
    replaces: fact.replaces,
  }));
  // Only what the plan found in the way: two statements of one import must not cut each other short.
  const replacing = facts.filter(({ replaces }) => replaces);
  if (replacing.length > 0) await endOpenFacts(q, ctx.tenant, replacing);
  await insertFacts(q, ctx.tenant, facts);
  await insertOccurrences(
    q,
    ctx.tenant,
    plan.events.map(({ entity, subject, ...event }) => ({
      ...event,
      entityId: entityId(entity),
      subjectType: subject.type,
      subjectId: subjectId(subject),
      source: event.source ?? source,
      facts: [],
    })),
  );
  return [...new Set([...added, ...plan.knownEntities])];
};
