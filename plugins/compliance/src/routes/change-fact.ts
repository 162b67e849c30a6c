import { invalid, notFound, type RouteHandler } from '@compliance-os/core';
import type { changeFact as shape } from '../api/route-shapes.ts';
import { localDate } from '../domain/index.ts';
import { loadCatalogue } from '../services/catalogue.ts';
import { statedDays } from '../services/statement.ts';
import { findFact, updateFactEnd } from '../store/facts.ts';
import { withoutOverlap } from '../store/registrations.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, params, body, deps }) =>
  deps.db.tenant(ctx, async (tx) => {
    const fact = await findFact(tx, ctx, 'compliance.registration.update', params.id);
    if (!fact) throw notFound('fact');
    if (body.to !== null && body.to < fact.from)
      throw invalid('It ends before it begins.', [
        { path: 'to', message: 'before the first day', expected: `from ${fact.from}`, received: body.to },
      ]);
    const { fields } = await loadCatalogue(ctx, deps.contributions, tx);
    const { to } = statedDays(ctx, fields, { field: fact.field, from: localDate(fact.from), to: body.to });
    await withoutOverlap(deps.db, ctx, () => updateFactEnd(tx, ctx.tenant, params.id, to));
    return { ...fact, to };
  });

export default handler;
