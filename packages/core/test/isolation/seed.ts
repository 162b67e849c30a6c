import { HOST_API, newId } from '../../src/index.ts';
import type { TestHost } from '../../src/testing/index.ts';

/** What stands in every text of a tenant, so that it is known wherever it turns up. */
export const canary = (tenant: 'a' | 'b'): string => `CANARY-${tenant}`;

/** Puts something of the tenant into everything that can be asked for. @returns the ids that came to be */
export const seed = async (t: TestHost<'a' | 'b'>, tenant: 'a' | 'b'): Promise<void> => {
  const text = canary(tenant);
  const person = t.as(tenant, { name: text });
  const id = t.tenants[tenant];
  await person.post('/v1/notes/notes', { text });
  const book = await person.post<{ id: string }>('/v1/ledger/books', { name: text });
  await person.post('/v1/ledger/pages', { bookId: book.body.id, text });
  const entity = await person.post<{ id: string }>('/v1/entities', {
    name: text,
    legalName: text,
    kind: 'company',
  });
  const fields = {
    entityId: entity.body.id,
    subjectType: 'ledger.book',
    subjectId: book.body.id,
    kind: 'proof',
    label: text,
  };
  await person.upload('/v1/evidence', fields, { name: `${text}.txt`, type: 'text/plain', content: text });
  await person.post('/v1/roles', { name: text, description: text, permissions: ['notes.note.read'] });
  const member = newId();
  await t.database.asOwner(async (owner) => {
    await owner.query('begin');
    await owner.query(
      `select set_config('app.tenant', $1, true), set_config('app.act', $2, true), set_config('app.actor', $3, true)`,
      [
        id,
        JSON.stringify({ id: newId(), name: 'test.seed', plugin: `core@${HOST_API}`, via: 'test' }),
        JSON.stringify({ kind: 'system', id: 'seed', name: text }),
      ],
    );
    await owner.query(
      `insert into core.person (id, email, name, created_at) values ($1, lower($2) || '@example.in', $2, now())`,
      [member, text],
    );
    await owner.query(
      `insert into core.membership (tenant_id, id, person_id, joined_at) values ($1, $2, $3, now())`,
      [id, newId(), member],
    );
    await owner.query(
      `insert into core.invitation (tenant_id, id, email, name, grants, token_hash, created_at, expires_at)
       values ($1, $2, lower($3) || '.new@example.in', $3, '[]', sha256($3::bytea), now(), now() + interval '1 day')`,
      [id, newId(), text],
    );
    await owner.query(
      `insert into core.job (tenant_id, id, plugin, name, state, run_at, last_error) values ($1, $2, 'notes', 'notes.shout', 'dead', now(), $3)`,
      [id, newId(), text],
    );
    await owner.query(
      `insert into core.mail_outbox (id, tenant_id, recipient, subject, body, secret) values ($1, $2, $3, $3, $3, false)`,
      [newId(), id, text],
    );
    await owner.query('commit');
  });
};
