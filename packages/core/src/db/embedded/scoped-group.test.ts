import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded, type EmbeddedDatabase } from './open-embedded.ts';

const SCOPE = { name: 'scope', text: `SELECT set_config('app.tenant', $1, true)` };

/** The members of pg's internals that a raw group uses. */
interface Connection {
  bind(options: { portal: string; statement: string; values: readonly unknown[] }): void;
  execute(options: { portal: string }): void;
}
interface RawQuery {
  prepare(connection: Connection): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}
type Callback = (error: Error | null, result?: pg.QueryResult) => void;
const Query = (pg as unknown as { Query: new (config: object, callback: Callback) => RawQuery }).Query;

/** Bind and Execute of the prepared scope, then the statement, then one Sync: one group, one transaction. */
class ScopedQuery extends Query {
  readonly #tenant: string;
  #scoped = false;

  constructor(tenant: string, config: pg.QueryConfig, callback: Callback) {
    super({ ...config, queryMode: 'extended' }, callback);
    this.#tenant = tenant;
  }
  override prepare(connection: Connection): void {
    connection.bind({ portal: '', statement: SCOPE.name, values: [this.#tenant] });
    connection.execute({ portal: '' });
    super.prepare(connection);
  }
  override handleDataRow(message: unknown): void {
    if (this.#scoped) super.handleDataRow(message);
  }
  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.#scoped) super.handleCommandComplete(message, connection);
    else this.#scoped = true;
  }
}

const scoped = (client: pg.ClientBase, tenant: string, config: pg.QueryConfig): Promise<pg.QueryResult> =>
  new Promise((resolve, reject) => {
    const query = new ScopedQuery(tenant, config, (error, result) =>
      error === null && result !== undefined ? resolve(result) : reject(error ?? new Error('no result')),
    );
    client.query(query as unknown as pg.Submittable);
  });

describe.each([true, false])(
  'a group of several statements and one Sync (in this thread: %s)',
  (inThread) => {
    let database: EmbeddedDatabase;
    let app: pg.Pool;

    const ask = async (tenant: string, config: pg.QueryConfig): Promise<pg.QueryResult> => {
      const client = await app.connect();
      try {
        return await scoped(client, tenant, config);
      } finally {
        client.release();
      }
    };

    beforeAll(async () => {
      database = await openEmbedded({ folder: 'memory', inThread });
      const owner = new pg.Pool({ stream: database.hub.stream() });
      await owner.query(`
      CREATE ROLE app_login;
      CREATE TABLE item (tenant text, name text);
      ALTER TABLE item ENABLE ROW LEVEL SECURITY; ALTER TABLE item FORCE ROW LEVEL SECURITY;
      CREATE POLICY own ON item TO app_login
        USING (tenant = current_setting('app.tenant', true)) WITH CHECK (tenant = current_setting('app.tenant', true));
      GRANT ALL ON item TO app_login;
      INSERT INTO item VALUES ('a', 'of a'), ('b', 'of b');
    `);
      await owner.end();
      app = new pg.Pool({ stream: database.hub.stream({ role: 'app_login' }), max: 5 });
      app.on('connect', (client) => void client.query({ ...SCOPE, values: [''] }));
    });

    afterAll(async () => {
      await app?.end();
      await database?.close();
    });

    it('sees the rows of its scope, and leaves no scope behind', async () => {
      const select = { text: 'SELECT name FROM item' };
      expect((await ask('a', select)).rows).toEqual([{ name: 'of a' }]);
      expect((await ask('b', { ...select, name: 'named' })).rows).toEqual([{ name: 'of b' }]);
      expect((await app.query(select)).rows).toEqual([]);
    });

    it('leaves no scope behind after an error either', async () => {
      await expect(ask('a', { text: 'SELECT 1/0 FROM item' })).rejects.toMatchObject({ code: '22012' });
      await expect(ask('a', { text: 'SELEC' })).rejects.toMatchObject({ code: '42601' });
      await expect(ask('a', { text: "INSERT INTO item VALUES ('b', 'forged')" })).rejects.toMatchObject({
        code: '42501',
      });
      expect((await app.query('SELECT name FROM item')).rows).toEqual([]);
    });

    it('keeps 200 of them in parallel apart', async () => {
      const tenants = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? 'a' : 'b'));
      const answers = await Promise.all(
        tenants.map((tenant) =>
          ask(tenant, { text: 'SELECT tenant FROM item WHERE name <> $1', values: [''] }),
        ),
      );
      expect(answers.map(({ rows }) => rows)).toEqual(tenants.map((tenant) => [{ tenant }]));
    });
  },
);
