import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { requireServer, startPostgres, startTestHost } from '../src/testing/index.ts';
import notes from './notes/plugin.ts';

describe.skipIf(requireServer('postgres') === undefined)('while the database is away', () => {
  it('requests get 503 and the host is not ready; both come back by themselves', async () => {
    const server = await startPostgres({ fsync: false });
    const t = await startTestHost({ plugins: [notes], postgresUrl: server.adminUrl });
    try {
      const a = t.as('a');
      const ready = async () => (await fetch(`${t.url}/readyz`)).status;
      expect([(await a.get('/v1/notes/notes')).status, await ready()]).toEqual([200, 200]);

      await server.kill('SIGQUIT');
      for (const ask of [() => a.get('/v1/notes/notes'), () => a.post('/v1/notes/notes', { text: 'x' })]) {
        const reply = await ask();
        expect(reply).toMatchObject({ status: 503, body: { code: 'DATABASE_UNAVAILABLE' } });
        expect(JSON.stringify(reply.body)).not.toMatch(/ECONN|127\.0\.0\.1|postgres/);
      }
      expect(await ready()).toBe(503);
      expect((await fetch(`${t.url}/healthz`)).status).toBe(200);

      await server.restart();
      for (let tries = 0; tries < 50 && (await ready()) !== 200; tries++) await delay(100);
      expect((await a.post('/v1/notes/notes', { text: 'back' })).status).toBe(201);
      expect(await ready()).toBe(200);
    } finally {
      await t.stop();
      await server.stop();
    }
  });
});
