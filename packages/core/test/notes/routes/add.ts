import { newId, type db, type events, type jobs, type RouteHandler } from '../../../src/index.ts';
import { noteAdded, type NewNote, type Note } from '../plugin.ts';

const handler: RouteHandler<{
  body: typeof NewNote;
  reply: typeof Note;
  deps: { db: typeof db; events: typeof events; jobs: typeof jobs };
}> = async ({ ctx, body, deps }) => {
  const id = newId();
  await deps.db.tenant(ctx, (tx) =>
    tx.run('insert into notes.note (tenant_id, id, text, pin) values ($1, $2, $3, $4)', [
      ctx.tenant,
      id,
      body.text,
      '1234',
    ]),
  );
  await deps.events.emit(ctx, noteAdded, `note:${id}`, { id });
  await deps.jobs.enqueue(ctx, { name: 'notes.shout' }, { id });
  return { id, text: body.text };
};

export default handler;
