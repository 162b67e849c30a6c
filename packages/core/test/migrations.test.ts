import { CAPTURE_FORM } from '../src/audit/capture-sql.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { corePlugin, definePlugin, embeddedDatabase, migrateAll } from '../src/host.ts';
import { openEmbedded } from '../src/db/embedded/index.ts';
import { SchemaMismatch } from '../src/db/schema-gaps.ts';
import { findSchemaGaps } from '../src/host/migrate-all.ts';
import { freshPostgres, type OpenedDatabase } from '../src/testing/index.ts';
import * as troubled from './troubled/plugins.ts';

const adminUrl = inject('postgresUrl');
const growing = (folder: string) =>
  definePlugin({
    id: 'growing',
    name: 'Growing',
    version: '1.0.0',
    hostApi: '^1.0.0',
    data: { migrations: new URL(`./growing/${folder}/`, import.meta.url) },
  });

/** Names of the tables of a schema, and of the migrations that made them. */
const stateOf = ({ database }: Pick<OpenedDatabase, 'database'>, plugin: string) =>
  database.asOwner(async (owner) => {
    const tables = await owner.query<{ name: string }>(
      `select c.relname || '(' || count(a.attnum) || ')' as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where relnamespace = to_regnamespace($1) and relkind = 'r' group by c.relname order by 1`,
      [plugin],
    );
    const applied = await owner.query<{ name: string }>(
      'select name from core.migration where plugin = $1 order by 1',
      [plugin],
    );
    return { tables: tables.rows.map(({ name }) => name), applied: applied.rows.map(({ name }) => name) };
  });

describe.skipIf(adminUrl === undefined)('migrations on PostgreSQL', () => {
  const run = ({ urls }: OpenedDatabase, folder: string) => {
    const program = fileURLToPath(new URL('./growing/migrate-process.ts', import.meta.url));
    const child = spawn(process.execPath, [program, urls!.ownerUrl, urls!.url, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    return { child, said: () => said, ended: once(child, 'exit') };
  };

  it('are applied once when two processes start at the same moment', async () => {
    const opened = await freshPostgres(adminUrl!);
    try {
      const both = [run(opened, 'two'), run(opened, 'two')];
      for (const { ended } of both) expect(await ended).toEqual([0, null]);
      const applied = both.flatMap(({ said }) => said().trim().split('\n')).filter((line) => line !== '');
      expect(applied.filter((line) => line.startsWith('applied growing')).toSorted()).toEqual([
        'applied growing 0001_leaf.ts',
        'applied growing 0002_root.ts',
      ]);
      expect(new Set(applied).size).toBe(applied.length);
    } finally {
      await opened.drop();
    }
  });

  it('leave nothing half done when they are killed in the middle, and go on from there', async () => {
    const opened = await freshPostgres(adminUrl!);
    try {
      const victim = run(opened, 'killed');
      while (!victim.said().includes('in the middle')) await once(victim.child.stdout, 'data');
      victim.child.kill('SIGKILL');
      await victim.ended;
      const half = await stateOf(opened, 'growing');
      expect(half).toEqual({ tables: ['leaf(3)'], applied: ['0001_leaf'] });
      expect(await migrateAll(opened.database, [corePlugin, growing('two')])).toEqual([]);
      expect(await stateOf(opened, 'growing')).toEqual({
        tables: ['leaf(4)', 'root(3)'],
        applied: ['0001_leaf', '0002_root'],
      });
    } finally {
      await opened.drop();
    }
  });

  it('that fail stop their plugin at the last good one, and no other', async () => {
    const opened = await freshPostgres(adminUrl!);
    try {
      const plugins = [corePlugin, troubled.unfit('throws')['migration']!, growing('two')];
      const failures = await migrateAll(opened.database, plugins);
      expect(failures).toMatchObject([
        { plugin: 'migration-throws', name: '0001_thing.ts', error: { message: 'the migration threw' } },
      ]);
      expect(await stateOf(opened, 'migration_throws')).toEqual({ tables: [], applied: [] });
      expect((await stateOf(opened, 'growing')).applied).toHaveLength(2);
    } finally {
      await opened.drop();
    }
  });
});

describe.skipIf(adminUrl === undefined)('captures that an earlier release wrote', () => {
  it('are written anew, and images keep their version', async () => {
    const opened = await freshPostgres(adminUrl!);
    const forms = () =>
      opened.database.asOwner(
        async (owner) =>
          (
            await owner.query<{ form: string | null; version: number }>(
              `select obj_description('core.capture_core_entity()'::regprocedure, 'pg_proc') as form,
                 (select max(version) from core.audited_table where relation = 'core.entity') as version`,
            )
          ).rows[0]!,
      );
    try {
      await migrateAll(opened.database, [corePlugin]);
      const { version } = await forms();
      await opened.database.asOwner((owner) =>
        owner.query(`comment on function core.capture_core_entity() is 'an earlier form'`),
      );
      await migrateAll(opened.database, [corePlugin]);
      expect(await forms()).toEqual({ form: CAPTURE_FORM, version });
    } finally {
      await opened.drop();
    }
  });
});

describe.skipIf(adminUrl === undefined)('a schema beside its code', () => {
  it('is told by name what it lacks, and what a newer release broke', async () => {
    const opened = await freshPostgres(adminUrl!);
    const gaps = (folder: string) => findSchemaGaps(opened.database, [corePlugin, growing(folder)]);
    try {
      expect((await gaps('one')).map(({ plugin }) => plugin)).toEqual(['core', 'growing']);
      await migrateAll(opened.database, [corePlugin, growing('one')]);
      expect(await gaps('one')).toEqual([]);
      const [behind] = await gaps('two');
      expect(new SchemaMismatch(behind!).message).toBe(
        'the schema of "growing" lacks 0002_root: run "compliance-os migrate"',
      );

      await migrateAll(opened.database, [corePlugin, growing('two')]);
      expect(await gaps('one')).toEqual([]); // an older release runs on a newer schema …
      await opened.database.asOwner((owner) =>
        owner.query(`update core.migration set breaking = true where name = '0002_root'`),
      );
      const [ahead] = await gaps('one'); // … unless that was a breaking one
      expect(new SchemaMismatch(ahead!).message).toContain(
        'the schema of "growing" is newer than this release: 0002_root broke',
      );
    } finally {
      await opened.drop();
    }
  });
});

describe('migrations on the embedded database', () => {
  // it opens three databases: seconds each, and more where the machine is busy
  it('are applied once, however often it is opened', { timeout: 90_000 }, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'embedded-'));
    const open = async (plugin: string): Promise<{ applied: string[]; state: unknown }> => {
      const database = embeddedDatabase(await openEmbedded({ folder: path.join(folder, 'database') }), 4);
      const applied: string[] = [];
      try {
        expect(
          await migrateAll(database, [corePlugin, growing(plugin)], (_, name) => applied.push(name)),
        ).toEqual([]);
        return { applied, state: await stateOf({ database }, 'growing') };
      } finally {
        await database.close();
      }
    };
    try {
      expect((await open('one')).applied.at(-1)).toBe('0001_leaf.ts');
      expect((await open('one')).applied).toEqual([]);
      expect(await open('two')).toEqual({
        applied: ['0002_root.ts'],
        state: { tables: ['leaf(4)', 'root(3)'], applied: ['0001_leaf', '0002_root'] },
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
