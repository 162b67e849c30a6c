import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { definePlugin, evidenceOn, newId, type Actor, type Grant } from '../src/index.ts';
import { evidenceService } from '../src/evidence/create-service.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';

interface Item {
  id: string;
  status: string;
  sha256: string;
  alsoAt: { subjectId: string }[];
  code?: string;
}
interface Page {
  items: Item[];
}

/** Where each subject stands: what a plugin would read in its tables. */
const places = new Map<string, { entityId: string; dimensions: Record<string, string> }>();

const desk = definePlugin({
  id: 'desk',
  name: 'Desk',
  version: '1.0.0',
  hostApi: '^1.0.0',
  dimensions: [{ name: 'family', label: 'Family' }],
  evidence: [evidenceOn('folder', { load: async () => ({ default: async ({ id }) => places.get(id) }) })],
});

const ALL = ['core.evidence.read', 'core.evidence.create', 'core.evidence.approve', 'core.audit.read'];
const ALPHA = 'a'.repeat(40);

describe('evidence and a grant with limits', () => {
  let t: TestHost<'a' | 'b'>;
  let entity: string;
  let other: string;

  const seedEntity = async (): Promise<string> => {
    const id = newId();
    await t.host.transactions.run(t.context('a', 'test.seed'), (transaction) =>
      transaction.query('cos_core', {
        text: `insert into core.entity (tenant_id, id, name, legal_name, kind) values ($1, $2, 'Acme', 'Acme', 'company')`,
        values: [t.tenants.a, id],
      }),
    );
    return id;
  };
  const subject = (family: string, entityId = entity): string => {
    const id = newId();
    places.set(id, { entityId, dimensions: { family } });
    return id;
  };
  const as = (limit: Pick<Grant, 'entities' | 'dimensions'>) =>
    t.as('a', { grants: [{ permissions: new Set(ALL), ...limit }] });
  const ofFamily = (family: string) => as({ entities: 'all', dimensions: { family: new Set([family]) } });
  const upload = (who: ReturnType<typeof as>, subjectId: string, rest: Record<string, string> = {}) =>
    who.upload<Item>(
      '/v1/evidence',
      { entityId: entity, subjectType: 'folder', subjectId, kind: 'working', ...rest },
      { name: 'a.txt', type: 'text/plain', content: ALPHA },
    );

  beforeAll(async () => {
    t = await startTestHost({ plugins: [desk], postgresUrl: inject('postgresUrl') });
    entity = await seedEntity();
    other = await seedEntity();
  });
  afterAll(() => t?.stop());

  it('works within its dimension: uploads, sees, takes a new version', async () => {
    const mine = await upload(ofFamily('x'), subject('x'));
    expect(mine.status).toBe(201);
    const seen = await ofFamily('x').get<Page>('/v1/evidence');
    expect(seen.body.items.map(({ id }) => id)).toContain(mine.body.id);
    const next = await ofFamily('x').upload<Item>(
      `/v1/evidence/${mine.body.id}/versions`,
      {},
      { name: 'b.txt', type: 'text/plain', content: 'b'.repeat(40) },
    );
    expect(next.status).toBe(201);
    expect((await ofFamily('x').get(`/v1/evidence/${next.body.id}`)).status).toBe(200);
    expect((await ofFamily('x').post(`/v1/evidence/${next.body.id}/download`)).status).toBe(200);
  });

  it('finds nothing beyond it, and adds and approves nothing there', async () => {
    const theirs = (await upload(t.as('a'), subject('y'))).body;
    const nobodys = (await upload(t.as('a'), newId(), { subjectType: 'loose' })).body;
    const x = ofFamily('x');
    const listed = (await x.get<Page>('/v1/evidence?versions=true&limit=100')).body.items.map(({ id }) => id);
    for (const { id } of [theirs, nobodys]) {
      expect(listed).not.toContain(id);
      expect((await x.get(`/v1/evidence/${id}`)).status).toBe(404);
      expect((await x.post(`/v1/evidence/${id}/approve`)).status).toBe(404);
      expect((await x.post(`/v1/evidence/${id}/download`)).status).toBe(404);
    }
    expect((await upload(x, subject('y'))).status).toBe(404);
    expect((await upload(x, newId(), { subjectType: 'loose' })).status).toBe(404);
  });

  it('is refused a subject that is not there, or stands at another entity', async () => {
    expect((await upload(t.as('a'), newId())).status).toBe(404);
    expect((await upload(t.as('a'), subject('x', other))).status).toBe(404);
  });

  it('tells of the same bytes elsewhere only as far as it reaches', async () => {
    const hidden = subject('y');
    const near = subject('x');
    await upload(t.as('a'), hidden);
    await upload(t.as('a'), near);
    const { id } = (await upload(ofFamily('x'), subject('x'))).body;
    const also = async (who: ReturnType<typeof as>) => [
      (await who.get<Item>(`/v1/evidence/${id}`)).body.alsoAt.map(({ subjectId }) => subjectId),
      (await who.get<Page>('/v1/evidence?limit=100')).body.items
        .find((item) => item.id === id)!
        .alsoAt.map(({ subjectId }) => subjectId),
    ];
    for (const subjects of await also(ofFamily('x'))) {
      expect(subjects).toContain(near);
      expect(subjects).not.toContain(hidden);
    }
    for (const subjects of await also(t.as('a')))
      expect(subjects).toEqual(expect.arrayContaining([near, hidden]));
  });

  it('reads of the log what an image places within it', async () => {
    const mine = (await upload(t.as('a'), subject('x'))).body.id;
    const theirs = (await upload(t.as('a'), subject('y'))).body.id;
    const rows = async (who: ReturnType<typeof as>) =>
      (await who.get<{ items: { rowId: string | null; relation: string | null }[] }>('/v1/audit?limit=200'))
        .body.items;
    const seen = await rows(ofFamily('x'));
    expect(seen.map(({ rowId }) => rowId)).toContain(mine);
    expect(seen.map(({ rowId }) => rowId)).not.toContain(theirs);
    expect(new Set(seen.map(({ relation }) => relation))).toEqual(new Set(['core.evidence']));
    expect((await rows(t.as('a'))).map(({ rowId }) => rowId)).toEqual(expect.arrayContaining([mine, theirs]));
  });
});

describe('who uploaded does not approve, whatever the code does', () => {
  let t: TestHost<'a' | 'b'>;
  let entity: string;

  beforeAll(async () => {
    t = await startTestHost({ plugins: [], postgresUrl: inject('postgresUrl') });
    entity = newId();
    await t.host.transactions.run(t.context('a', 'test.seed'), (transaction) =>
      transaction.query('cos_core', {
        text: `insert into core.entity (tenant_id, id, name, legal_name, kind) values ($1, $2, 'Acme', 'Acme', 'company')`,
        values: [t.tenants.a, entity],
      }),
    );
  });
  afterAll(() => t?.stop());

  const user = (id: string, onBehalfOf?: string): Actor => ({
    kind: 'user',
    id,
    name: id,
    sessionId: 's',
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  });
  const key = (id: string, owner: string): Actor => ({ kind: 'api-key', id, name: id, owner });
  const context = (actor: Actor) => ({ ...t.context('a', 'test.evidence'), actor });
  /** A row as core's role writes it, whatever it says of its uploader. */
  const uploadedBy = async (actor: Actor, claimed = actor.id): Promise<string> => {
    const id = newId();
    await t.host.transactions.run(context(actor), (transaction) =>
      transaction.query('cos_core', {
        text: `insert into core.evidence (tenant_id, id, document_id, version, entity_id, subject_type, subject_id, kind, label,
                 file_name, content_type, bytes, sha256, store_key, status, uploaded_by, uploaded_by_name, uploaded_at, uploader_hands)
               values ($1, $2, $2, 1, $3, 'loose', $2, 'working', '', 'a.txt', 'text/plain', 1, repeat('0', 64), $4, 'stored', $5, '', now(), '{}')`,
        values: [t.tenants.a, id, entity, id, claimed],
      }),
    );
    return id;
  };
  const approveBy = (actor: Actor, id: string, reason: string | null = null, claimed = actor.id) =>
    t.host.transactions.run(context(actor), (transaction) =>
      transaction.query('cos_core', {
        text: `update core.evidence set status = 'approved', approved_by = $3, approved_at = now(), retain_until = '2040-01-01',
                 self_approval_reason = $4 where tenant_id = $1 and id = $2`,
        values: [t.tenants.a, id, claimed, reason],
      }),
    );

  it.each<[string, Actor, Actor]>([
    ['the same person', user('asha'), user('asha')],
    ['their delegate', user('asha'), user('dev', 'asha')],
    ['the one they acted for', user('dev', 'asha'), user('asha')],
    ['a key of theirs', user('asha'), key('key-1', 'asha')],
    ['the owner of the key', key('key-1', 'asha'), user('asha')],
  ])('%s', async (_, uploader, approver) => {
    const id = await uploadedBy(uploader);
    await expect(approveBy(approver, id)).rejects.toThrow('uploader and approver are one');
    const { service } = await t.host.services.resolve('core', { service: evidenceService });
    await expect(service.approve(context(approver), [id])).rejects.toMatchObject({
      code: 'MAKER_IS_CHECKER',
    });
    await approveBy(user('charu'), id);
  });

  it('not by a lie about either', async () => {
    const id = await uploadedBy(user('asha'), 'somebody');
    await expect(approveBy(user('asha'), id)).rejects.toThrow('uploader and approver are one');
    await expect(approveBy(user('asha'), id, null, 'charu')).rejects.toThrow('not the one who acts');
    await expect(
      t.host.transactions.run(context(user('asha')), (transaction) =>
        transaction.query('cos_core', {
          text: `update core.evidence set uploader_hands = '{}' where tenant_id = $1 and id = $2`,
          values: [t.tenants.a, id],
        }),
      ),
    ).rejects.toThrow('new content is a new version');
  });

  it('nor by a job', async () => {
    const id = await uploadedBy(user('asha'));
    await expect(approveBy({ kind: 'job', id: 'job', name: 'job' }, id)).rejects.toThrow(
      'only people approve',
    );
  });

  it('with a reason they may, and it stays on record', async () => {
    const [id, others] = [await uploadedBy(user('asha')), await uploadedBy(user('dev'))];
    const { service } = await t.host.services.resolve('core', { service: evidenceService });
    await service.approve(context(user('asha')), [id, others], {
      selfApprovalReason: 'Nobody else is in today',
    });
    expect(
      await t.sql(
        `select id, self_approval_reason as reason from core.evidence where id = any($1::uuid[]) order by self_approval_reason`,
        [[id, others]],
      ),
    ).toEqual([
      { id, reason: 'Nobody else is in today' },
      { id: others, reason: null },
    ]);
  });
});
