import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  freshPostgres,
  startTestHost,
  TestClient,
  type OpenedDatabase,
  type TestReply,
} from '@compliance-os/core/testing';
import gst from '@compliance-os/gst/plugin';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import compliance from '../src/plugin.ts';
import { seedGstins } from './generating/seed-gstins.ts';
import listening from './process/listening.ts';
import { spawnPortal } from './process/spawn-portal.ts';
import { attach, command, generate, list, type Host } from './setup.ts';

/** Kills of the long form: `KILLS=40`. */
const KILLS = Number(process.env['KILLS'] ?? 3);
/** More than are approved before a kill. */
const PER_KILL = 30;
const IN_BULK = 4;
const FILES = ['sales-register', 'working'];
const adminUrl = inject('postgresUrl');

describe.skipIf(adminUrl === undefined)('approval of obligations whose host is killed', () => {
  let opened: OpenedDatabase;
  let host: Host;
  let folder: string;
  let ids: readonly string[];

  beforeAll(
    async () => {
      opened = await freshPostgres(adminUrl!);
      folder = await mkdtemp(path.join(tmpdir(), 'approval-survives-'));
      host = await startTestHost({
        plugins: [compliance, gst, listening],
        database: opened.database,
        folder,
      });
      ids = await inReview(KILLS * PER_KILL);
    },
    120_000 + KILLS * 5_000,
  );
  afterAll(async () => {
    await host?.stop();
    await opened?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** So many obligations with their evidence, sent to review by their maker. */
  const inReview = async (count: number): Promise<readonly string[]> => {
    await seedGstins(host, host.tenants.a, 100);
    const maker = host.as('a', { name: 'Meera' });
    await generate(maker, '2026-12-01', Math.ceil(count / 100));
    const found: { id: string; entityId: string }[] = [];
    for (let cursor = ''; found.length < count;) {
      const page = await list(maker, `masterCode=GST-GSTR1-M&limit=100${cursor}`);
      found.push(...page.items);
      cursor = `&cursor=${page.pageInfo.nextCursor}`;
    }
    const chosen = found.slice(0, count);
    await inBulk(maker, chosen, 'start');
    for (const { id, entityId } of chosen)
      await Promise.all(FILES.map((kind) => attach(maker, entityId, id, kind, `${kind} ${id}`)));
    await inBulk(maker, chosen, 'submit');
    return chosen.map(({ id }) => id);
  };
  const inBulk = async (
    client: TestClient,
    items: readonly { id: string }[],
    step: string,
  ): Promise<void> => {
    for (let from = 0; from < items.length; from += 50) {
      const some = items.slice(from, from + 50).map(({ id }) => id);
      const reply = await bulk(client, some, step);
      expect(reply.body).toMatchObject({ done: some.length, refused: 0 });
    }
  };
  const bulk = (client: TestClient, some: readonly string[], step: string) =>
    client.post<{ done: number }>('/v1/compliance/instances/commands', {
      ids: some,
      command: { command: step },
    });

  /** What there is of the approval of each obligation, all as of one moment. */
  const traces = () =>
    host.sql<{ id: string; approved: boolean } & Record<string, unknown>>(
      `with told as (
         select payload -> 'payload' ->> 'instanceId' as id, count(*)::int as n from core.job
         where name = 'listening.on.compliance.instance-moved' and payload -> 'payload' ->> 'command' = 'approve' group by 1
       ), recorded as (
         select row_id as id, count(*)::int as n from core.audit_outbox
         where relation = 'compliance.instance' and verb = 'update' and after::jsonb ->> 'status' = 'approved' group by 1
       ), steps as (
         select instance_id as id, count(*)::int as n from compliance.step where command = 'approve' group by 1
       ), steps_recorded as (
         select after::jsonb ->> 'instance_id' as id, count(*)::int as n from core.audit_outbox
         where relation = 'compliance.step' and after::jsonb ->> 'command' = 'approve' group by 1
       ), images as (
         select row_id as id, count(*)::int as n from core.audit_outbox
         where relation = 'core.evidence' and verb = 'update' group by 1
       ), evidence as (
         select e.subject_id as id, count(*)::int as files, count(*) filter (where e.status = 'approved')::int as approved,
           count(j.id)::int as locks, coalesce(sum(m.n), 0)::int as images
         from core.evidence e
         left join core.job j on j.tenant_id = e.tenant_id and j.dedupe_key = 'lock|' || e.id
         left join images m on m.id = e.id
         group by e.subject_id
       )
       select i.id, i.status = 'approved' as approved, i.status = 'in-review' as open,
         i.checker is not null as checked, i.approved_hash is not null as hashed,
         e.files, e.approved as files_approved, e.locks as files_locked, e.images as files_recorded,
         coalesce(s.n, 0) as steps, coalesce(r.n, 0) as recorded, coalesce(sr.n, 0) as steps_recorded, coalesce(t.n, 0) as told
       from compliance.instance i
       join evidence e on e.id = i.id
       left join steps s on s.id = i.id
       left join recorded r on r.id = i.id
       left join steps_recorded sr on sr.id = i.id::text
       left join told t on t.id = i.id::text
       where i.id = any ($1)`,
      [ids],
    );
  /** Each is in review with nothing of an approval, or approved with everything of one. @returns those approved */
  const expectWhole = async (): Promise<ReadonlySet<string>> => {
    const found = await traces();
    expect(found).toHaveLength(ids.length);
    for (const { id, approved, ...trace } of found) {
      const [once, each] = approved ? [1, FILES.length] : [0, 0];
      expect({ id, ...trace }).toEqual({
        id,
        open: !approved,
        checked: approved,
        hashed: approved,
        files: FILES.length,
        files_approved: each,
        files_locked: each,
        files_recorded: each,
        steps: once,
        recorded: once,
        steps_recorded: once,
        told: once,
      });
    }
    return new Set(found.filter(({ approved }) => approved).map(({ id }) => id));
  };

  it(
    `${KILLS} times loses no approval that was answered and leaves none in part`,
    async () => {
      const portal = () => spawnPortal({ ...opened.urls!, tenants: host.tenants, folder });
      const answered = new Set<string>();
      const askedTogether: string[][] = [];
      let unanswered = 0;
      for (let kills = 0; kills < KILLS; kills++) {
        const victim = await portal();
        const checker = new TestClient(victim.ready.url, victim.ready.checker);
        const before = await expectWhole();
        const waiting = ids.filter((id) => !before.has(id));
        /** Until the host is gone, or nothing waits: one by one, or some in one request. */
        const approve = async (atOnce: number): Promise<void> => {
          for (;;) {
            const some = waiting.splice(0, atOnce);
            if (some.length === 0) return;
            if (atOnce > 1) askedTogether.push(some);
            const reply = await unlessGone<unknown>(
              atOnce > 1
                ? bulk(checker, some, 'approve')
                : command(checker, some[0]!, { command: 'approve' }),
            );
            if (!reply) {
              unanswered++;
              return;
            }
            expect(reply).toMatchObject({
              status: 200,
              body: atOnce > 1 ? { done: some.length } : { status: 'approved' },
            });
            for (const id of some) answered.add(id);
          }
        };
        const working = [1, 1, 1, IN_BULK].map(approve);
        // Every other host has answered before it is killed; the others may not have begun.
        const known = answered.size;
        for (let ms = 0; kills % 2 === 0 && answered.size === known && ms < 10_000; ms += 10) await delay(10);
        await delay(20 + Math.random() * 400);
        await victim.kill();
        await Promise.all(working);

        const approved = await expectWhole();
        expect([...answered].filter((id) => !approved.has(id))).toEqual([]);
        // What was asked in one request is approved together or not at all.
        for (const some of askedTogether) expect(new Set(some.map((id) => approved.has(id))).size).toBe(1);
        askedTogether.length = 0;
      }
      expect(answered.size).toBeGreaterThan(0);
      expect(unanswered).toBeGreaterThan(0);

      const last = await portal();
      const checker = new TestClient(last.ready.url, last.ready.checker);
      const approved = await expectWhole();
      for (const id of ids) {
        const { status } = await command(checker, id, { command: 'approve' });
        expect({ id, status }).toEqual({ id, status: approved.has(id) ? 409 : 200 });
      }
      await last.kill();
      expect((await expectWhole()).size).toBe(ids.length);

      while ((await host.drain()) > 0);
      expect(await host.sql(`select name, state from core.job where state <> 'done'`)).toEqual([]);
      await expectWhole();
    },
    120_000 + KILLS * 10_000,
  );
});

/** The reply, or undefined where the connection went with the host. */
const unlessGone = async <T>(reply: Promise<TestReply<T>>): Promise<TestReply<T> | undefined> => {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof TypeError) return undefined; // what fetch says of a broken connection
    throw error;
  }
};
