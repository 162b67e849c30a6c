import { newId, Refusal, type RouteHandler } from '../../../src/index.ts';
import { licenceAdded, type add } from '../contract.ts';

/** Writes inside the transaction of the request, behind a savepoint where the number may be taken. */
const handler: RouteHandler<typeof add> = async ({ ctx, body, deps }) => {
  const id = newId();
  const row = await deps.db.tenant(ctx, async (tx) => {
    await deps.db
      .attempt(ctx, () =>
        tx.run('insert into licences.licence (tenant_id, id, number, due) values ($1, $2, $3, $4)', [
          tx.tenant,
          id,
          body.number,
          body.due ?? null,
        ]),
      )
      .catch((error: { code?: string }) => {
        if (error.code === '23505') throw new Refusal('CONFLICT', 'This licence is there already.');
        throw error;
      });
    return tx.first<{ id: string; number: string; due: string | null }>(
      'select id, number, due from licences.licence where tenant_id = $1 and id = $2',
      [tx.tenant, id],
    );
  });
  await deps.events.emit(ctx, licenceAdded, `licence:${id}`, { id });
  await deps.jobs.enqueue(ctx, { name: 'licences.remind' }, { id });
  return row!;
};

export default handler;
