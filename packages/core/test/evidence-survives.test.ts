import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { newId } from '../src/index.ts';
import { freshPostgres, startTestHost, TestClient, type TestHost } from '../src/testing/index.ts';
import { choresPlugin, tick } from './chores/plugin.ts';
import { spawnHost } from './process/spawn-host.ts';

const KILLS = Number(process.env['KILLS'] ?? 3);
const adminUrl = inject('postgresUrl');

interface Row {
  id: string;
  sha256: string;
  store_key: string;
  status: string;
}

describe.skipIf(adminUrl === undefined)('evidence, when the host is killed', () => {
  it(
    `has its bytes and its whole approval or none, after ${KILLS} kills`,
    async () => {
      const opened = await freshPostgres(adminUrl!);
      const folder = await mkdtemp(path.join(tmpdir(), 'evidence-survives-'));
      const t = await startTestHost({ plugins: [choresPlugin(tick)], database: opened.database });
      try {
        const entity = await addEntity(t);
        for (let kills = 0; kills < KILLS; kills++) {
          const victim = await spawnHost({
            ...opened.urls!,
            tenants: t.tenants,
            folder,
            concurrency: 0,
            sweepMs: 60_000,
            timing: {},
          });
          const working = [1, 2, 3, 4].map(() => uploadAndApprove(victim, entity));
          await delay(300 + Math.random() * 400);
          await victim.kill();
          await Promise.all(working);
        }
        const rows = await t.sql<Row>('select id, sha256, store_key, status from core.evidence');
        expect(rows.filter(({ status }) => status === 'approved').length).toBeGreaterThan(0);
        for (const row of rows) {
          const bytes = await readFile(path.join(folder, 'evidence', 'objects', row.store_key));
          expect(createHash('sha256').update(bytes).digest('hex')).toBe(row.sha256);
        }
        await expectWholeApprovals(t);
        const lost = await strayFiles(folder, new Set(rows.map(({ store_key }) => store_key)));
        expect(
          lost.filter((file) => !/^(staging|evidence\/(incoming|objects|records))\//.test(file)),
        ).toEqual([]);
      } finally {
        await t.stop();
        await opened.drop();
        await rm(folder, { recursive: true, force: true });
      }
    },
    60_000 + KILLS * 10_000,
  );
});

const addEntity = async (t: TestHost<'a' | 'b'>): Promise<string> => {
  const id = newId();
  await t.host.transactions.run(t.context('a', 'test.seed'), async (transaction) => {
    await transaction.query('cos_core', {
      text: `insert into core.entity (tenant_id, id, name, legal_name, kind) values ($1, $2, 'Acme', 'Acme Limited', 'company')`,
      values: [t.tenants.a, id],
    });
  });
  return id;
};

/** Uploads and approves one file after the other until the host is gone. */
const uploadAndApprove = async (
  host: { url: string; maker: string; checker: string },
  entity: string,
): Promise<void> => {
  const [maker, checker] = [new TestClient(host.url, host.maker), new TestClient(host.url, host.checker)];
  try {
    for (let n = 0; ; n++) {
      const fields = {
        entityId: entity,
        subjectType: 'chores.chore',
        subjectId: newId(),
        kind: 'proof',
        label: 'Proof',
      };
      const content = `line ${n} ${newId()}\n`.repeat(20_000);
      const file = { name: 'proof.txt', type: 'text/plain', content };
      const stored = await maker.upload<{ id: string }>('/v1/evidence', fields, file);
      await checker.post(`/v1/evidence/${stored.body.id}/approve`);
    }
  } catch {
    // the connection went with the host
  }
};

/** The row, the job that locks the bytes, the record of the change and the act: all four, or none of them. */
const expectWholeApprovals = async (t: TestHost<'a' | 'b'>): Promise<void> => {
  const approvals = await t.sql<{ approved: boolean; lock: boolean; image: boolean; act: boolean }>(
    `select e.status = 'approved' as approved,
       exists (select 1 from core.job j where j.dedupe_key = 'lock|' || e.id) as lock,
       exists (select 1 from core.audit_outbox o where o.row_id = e.id and o.verb = 'update') as image,
       exists (select 1 from core.audit_outbox o join core.audit_outbox a on a.act = o.act and a.kind = 'act'
               where o.row_id = e.id and o.verb = 'update') as act
     from core.evidence e`,
  );
  for (const { approved, ...parts } of approvals)
    expect(new Set(Object.values(parts))).toEqual(new Set([approved]));
  const inserted = await t.sql(
    `select 1 from core.evidence e where not exists (select 1 from core.audit_outbox o where o.row_id = e.id and o.verb = 'insert')`,
  );
  expect(inserted).toEqual([]);
};

/** Files under the folder that belong to no row. */
const strayFiles = async (folder: string, keys: ReadonlySet<string>): Promise<string[]> => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => path.relative(folder, path.join(file.parentPath, file.name)))
    .filter((file) => !keys.has(file.replace(/^evidence\/(objects|records)\//, '').replace(/\.json$/, '')));
};
