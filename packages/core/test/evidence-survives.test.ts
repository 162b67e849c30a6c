import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import {
  FolderStore,
  S3Store,
  type EvidenceStore,
  type S3StoreOptions,
} from '../src/evidence/store/index.ts';
import { upkeep } from '../src/host/upkeep.ts';
import { newId } from '../src/index.ts';
import { freshPostgres, startTestHost, TestClient, type TestHost } from '../src/testing/index.ts';
import { startS3 } from '../src/testing/s3/index.ts';
import { choresPlugin, tick } from './chores/plugin.ts';
import { addEntity, type Item } from './evidence/sample.ts';
import { spawnHost, type HostProcess } from './process/spawn-host.ts';

/** Kills of the long form: `KILLS=60`. */
const KILLS = Number(process.env['KILLS'] ?? 3);
const CLIENTS = 4;
const LATER_MS = 25 * 3_600_000;
const adminUrl = inject('postgresUrl');

/** One file as its sender knows it: what was sent, and what the host said before it was killed. */
interface Sent {
  /** of its own for each file, so that what became of an unanswered upload can be asked */
  readonly subjectId: string;
  readonly sha256: string;
  /** id in the reply to the upload */
  id?: string;
  approved?: boolean;
}

describe.skipIf(adminUrl === undefined)('evidence, when the host is killed', () => {
  it.each(['folder', 's3'] as const)(
    `in a store of kind "%s": after ${KILLS} kills nothing answered is lost, nothing is there twice or in part`,
    async (kind) => {
      const opened = await freshPostgres(adminUrl!);
      const folder = await mkdtemp(path.join(tmpdir(), 'evidence-survives-'));
      const bucket = kind === 's3' ? await openBucket() : undefined;
      const store = bucket ? new S3Store(bucket.options) : folderStore(folder);
      const t = await startTestHost({
        plugins: [choresPlugin(tick)],
        database: opened.database,
        folder,
        store,
      });
      const host = () =>
        spawnHost({
          ...opened.urls!,
          tenants: t.tenants,
          folder,
          s3: bucket?.options,
          concurrency: 0,
          sweepMs: 60_000,
          timing: {},
        });
      try {
        const entity = await addEntity(t);
        const sent: Sent[] = [];
        // On until a kill has met an upload between its first byte and its row.
        for (let kills = 0; kills < KILLS || (await bytesWithoutRow(t, store)).length === 0; kills++) {
          expect(kills).toBeLessThan(KILLS + 20);
          const victim = await host();
          const working = Array.from({ length: CLIENTS }, () => uploadAndApprove(victim, entity, sent));
          await approvedOneMore(sent);
          await delay(Math.random() * 400);
          await victim.kill();
          await Promise.all(working);
        }
        expect(sent.some(({ approved }) => approved)).toBe(true);
        expect(sent.some(({ id }) => id === undefined)).toBe(true);

        const again = await host();
        await expectAnsweredKept(again, sent);
        await expectWholeApprovals(t);
        await finish(again, entity, sent);
        await expectBytes(again, sent);
        await again.kill();
        await expectOnceEach(t, sent);
        await expectWholeApprovals(t);

        await t.drain();
        for (const row of await rows(t))
          expect((await store.stat(row.store_key, row.store_version ?? undefined)).retention).toBeDefined();
        t.clock.set(new Date(Date.now() + LATER_MS));
        await upkeep(t.host.services)();
        expect(await bytesWithoutRow(t, store)).toEqual([]);
        expect(await rowsWithoutBytes(t, store)).toEqual([]);
      } finally {
        await t.stop();
        await bucket?.close();
        await opened.drop();
        await rm(folder, { recursive: true, force: true });
      }
    },
    90_000 + KILLS * 10_000,
  );
});

/** Until a host that has just started has answered an approval; a busy machine takes its time. */
const approvedOneMore = async (sent: readonly Sent[]): Promise<void> => {
  const count = (): number => sent.filter(({ approved }) => approved === true).length;
  const before = count();
  for (let waited = 0; count() === before && waited < 10_000; waited += 10) await delay(10);
};

/** The folder as the portal and the test host lay it out. */
const folderStore = (folder: string): FolderStore =>
  new FolderStore({
    root: path.join(folder, 'evidence'),
    linkSecrets: ['a test secret of more than thirty-two bytes'],
    publicBase: '',
  });

/** A bucket with Object Lock, which outlives the hosts that are killed. */
const openBucket = async (): Promise<{ options: S3StoreOptions; close: () => Promise<void> }> => {
  const s3 = await startS3();
  const { region, ...credentials } = s3.credentials;
  const connection = { endpoint: s3.url, region, credentials, forcePathStyle: true, maxAttempts: 1 };
  const client = new S3Client(connection);
  await client.send(new CreateBucketCommand({ Bucket: 'evidence', ObjectLockEnabledForBucket: true }));
  client.destroy();
  return { options: { ...connection, bucket: 'evidence' }, close: () => s3.close() };
};

const clients = (host: HostProcess) => ({
  maker: new TestClient(host.url, host.maker),
  checker: new TestClient(host.url, host.checker),
});

const contentOf = (subjectId: string): string => `${subjectId}\n`.repeat(20_000);
const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const upload = (maker: TestClient, entityId: string, { subjectId }: Sent) =>
  maker.upload<Item>(
    '/v1/evidence',
    { entityId, subjectType: 'chores.chore', subjectId, kind: 'proof', label: 'Proof' },
    { name: 'proof.txt', type: 'text/plain', content: contentOf(subjectId) },
  );

/** Uploads and approves one file after the other until the host is gone, and keeps what it was answered. */
const uploadAndApprove = async (victim: HostProcess, entity: string, sent: Sent[]): Promise<void> => {
  const { maker, checker } = clients(victim);
  for (;;) {
    const subjectId = newId();
    const file: Sent = { subjectId, sha256: sha256(contentOf(subjectId)) };
    sent.push(file);
    const stored = await unlessGone(upload(maker, entity, file));
    if (!stored) return;
    expect(stored).toMatchObject({ status: 201, body: { sha256: file.sha256, status: 'stored' } });
    file.id = stored.body.id;
    const approved = await unlessGone(checker.post<Item>(`/v1/evidence/${file.id}/approve`));
    if (!approved) return;
    expect(approved).toMatchObject({ status: 200, body: { id: file.id, status: 'approved' } });
    file.approved = true;
  }
};

/** The reply, or undefined where the connection went with the host. */
const unlessGone = async <T>(reply: Promise<T>): Promise<T | undefined> => {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof TypeError) return undefined; // what fetch says of a broken connection
    throw error;
  }
};

/** What was answered is there, as it was answered. */
const expectAnsweredKept = async (host: HostProcess, sent: readonly Sent[]): Promise<void> => {
  const { maker } = clients(host);
  for (const file of sent.filter(({ id }) => id !== undefined)) {
    const { status, body } = await maker.get<Item>(`/v1/evidence/${file.id}`);
    expect({ status, sha256: body.sha256 }).toEqual({ status: 200, sha256: file.sha256 });
    if (file.approved) expect(body.status).toBe('approved');
  }
};

/** As a person would: looks whether the file without an answer arrived, and sends it again only if it did not. */
const finish = async (host: HostProcess, entity: string, sent: readonly Sent[]): Promise<void> => {
  const { maker, checker } = clients(host);
  for (const file of sent.filter(({ approved }) => !approved)) {
    const { items } = (await maker.get<{ items: Item[] }>(`/v1/evidence?subjectId=${file.subjectId}`)).body;
    if (file.id !== undefined) expect(items.map(({ id }) => id)).toEqual([file.id]);
    file.id = items[0]?.id ?? (await upload(maker, entity, file)).body.id;
    const approved = await checker.post<Item>(`/v1/evidence/${file.id}/approve`);
    expect(approved).toMatchObject({ status: 200, body: { sha256: file.sha256, status: 'approved' } });
    file.approved = true;
  }
};

/** Behind the link of each file are the bytes that were sent. */
const expectBytes = async (host: HostProcess, sent: readonly Sent[]): Promise<void> => {
  const { maker } = clients(host);
  for (const file of sent) {
    const link = await maker.post<{ url: string }>(`/v1/evidence/${file.id}/download`);
    const reply = await fetch(new URL(link.body.url, host.url));
    expect(sha256(new Uint8Array(await reply.arrayBuffer()))).toBe(file.sha256);
  }
};

interface Row {
  readonly id: string;
  readonly subject_id: string;
  readonly sha256: string;
  readonly status: string;
  readonly store_key: string;
  readonly store_version: string | null;
}

const rows = (t: TestHost<'a' | 'b'>): Promise<Row[]> =>
  t.sql<Row>('select id, subject_id, sha256, status, store_key, store_version from core.evidence');

const expectOnceEach = async (t: TestHost<'a' | 'b'>, sent: readonly Sent[]): Promise<void> => {
  const found = (await rows(t)).map(
    (row) => `${row.subject_id} ${row.id} ${row.sha256} ${row.status === 'approved'}`,
  );
  expect(found.toSorted()).toEqual(
    sent.map((file) => `${file.subjectId} ${file.id} ${file.sha256} ${file.approved}`).toSorted(),
  );
};

/** The row, the job that locks the bytes, the record of the change and the act: all four, or none of them, and once. */
const expectWholeApprovals = async (t: TestHost<'a' | 'b'>): Promise<void> => {
  const approvals = await t.sql<{ approved: number; locks: number; images: number; acts: number }>(
    `select (e.status = 'approved')::int as approved,
       (select count(*)::int from core.job j where j.dedupe_key = 'lock|' || e.id) as locks,
       (select count(*)::int from core.audit_outbox o where o.row_id = e.id and o.verb = 'update') as images,
       (select count(*)::int from core.audit_outbox o join core.audit_outbox a on a.act = o.act and a.kind = 'act'
        where o.row_id = e.id and o.verb = 'update') as acts
     from core.evidence e`,
  );
  for (const { approved, ...parts } of approvals)
    expect(parts).toEqual({ locks: approved, images: approved, acts: approved });
  const inserts = await t.sql(
    `select e.id, count(o.row_id) from core.evidence e
     left join core.audit_outbox o on o.row_id = e.id and o.verb = 'insert'
     group by e.id having count(o.row_id) <> 1`,
  );
  expect(inserts).toEqual([]);
};

const keysIn = async (t: TestHost<'a' | 'b'>, store: EvidenceStore): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of store.list(`${t.tenants.a}/`)) keys.push(key);
  return keys;
};

/** Objects that no row names, and files that were on their way in. */
const bytesWithoutRow = async (t: TestHost<'a' | 'b'>, store: EvidenceStore): Promise<string[]> => {
  const named = new Set((await rows(t)).map(({ store_key }) => store_key));
  const orphans = (await keysIn(t, store)).filter((key) => !named.has(key));
  const staged = await readdir(path.join(t.folder, 'evidence', 'incoming')).catch(() => []);
  return [...orphans, ...staged];
};

const rowsWithoutBytes = async (t: TestHost<'a' | 'b'>, store: EvidenceStore): Promise<string[]> => {
  const keys = new Set(await keysIn(t, store));
  return (await rows(t)).map(({ store_key }) => store_key).filter((key) => !keys.has(key));
};
