import type { RouteHandler } from '@compliance-os/core';
import { localDate, type registrations, type StatedRegistration } from '@compliance-os/compliance';
import type { Licence, LicencesQuery, LicencesReply } from '../api/licences.ts';
import { businessOf, validUntil } from '../domain/facts.ts';
import { renewalOf } from '../domain/renewal.ts';

/** The licences of the tenant, those that end first before the others. */
const handler: RouteHandler<{
  query: typeof LicencesQuery;
  reply: typeof LicencesReply;
  deps: { registrations: typeof registrations };
}> = async ({ ctx, query, deps }) => {
  const all = await deps.registrations.ofType(ctx, 'fssai');
  const items = all
    .filter(({ entityId }) => query.entityId === undefined || query.entityId === entityId)
    .filter(({ entityId }) => ctx.access.covers('fssai.licences.read', entityId))
    .map((it) => licenceOf(it, ctx.today));
  return { items: items.toSorted((a, b) => (lastDay(a) < lastDay(b) ? -1 : 1)) };
};

const licenceOf = (
  { id, entityId, entityName, number, facts }: StatedRegistration,
  today: string,
): Licence => {
  const until = validUntil(facts);
  return {
    registrationId: id,
    entityId,
    entityName,
    number,
    business: businessOf(facts),
    renewal: until === null ? null : { validUntil: until, ...renewalOf(until, localDate(today)) },
  };
};

/** A licence whose last day nobody knows is the first to look at. */
const lastDay = ({ renewal }: Licence): string => renewal?.validUntil ?? '';

export default handler;
