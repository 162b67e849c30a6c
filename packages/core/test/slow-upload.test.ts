import { once } from 'node:events';
import { readdir, utimes } from 'node:fs/promises';
import { request as send, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { upkeep } from '../src/host/upkeep.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { addEntity, fieldsFor, PDF, pdf } from './evidence/sample.ts';

const HANDLER_MS = 1_500;
const BOUNDARY = 'of-the-test';

const parts = (fields: Readonly<Record<string, string>>): readonly string[] => [
  ...Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  ),
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="return.pdf"\r\n` +
    `content-type: application/pdf\r\n\r\n`,
  PDF.slice(0, 40),
  PDF.slice(40),
  `\r\n--${BOUNDARY}--\r\n`,
];

describe('an upload', () => {
  let t: TestHost<'a' | 'b'>;
  let fields: Record<string, string>;
  beforeAll(async () => {
    t = await startTestHost({
      plugins: [],
      postgresUrl: inject('postgresUrl'),
      handlerTimeoutMs: HANDLER_MS,
      now: new Date().toISOString(),
    });
    fields = fieldsFor(await addEntity(t));
  });
  afterAll(() => t?.stop());

  const open = () => {
    const request = send(`${t.url}/v1/evidence`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${t.as('a').token}`,
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      },
    });
    request.on('error', () => {});
    return { request, answered: once(request, 'response') as Promise<[IncomingMessage]> };
  };
  const filesIn = async (...folder: string[]): Promise<string[]> =>
    (await readdir(path.join(t.folder, ...folder), { recursive: true, withFileTypes: true }).catch(() => []))
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));

  it('may take longer than a handler, as long as something comes', async () => {
    const { request, answered } = open();
    const begun = performance.now();
    for (const part of parts(fields)) {
      request.write(part);
      await delay(HANDLER_MS / 4);
    }
    request.end();
    const [response] = await answered;
    expect(performance.now() - begun).toBeGreaterThan(HANDLER_MS * 1.5);
    expect(response.statusCode).toBe(201);
    response.resume();
  });

  it('that stalls is answered for and leaves nothing', async () => {
    const before = await filesIn('evidence', 'objects');
    const { request, answered } = open();
    for (const part of parts(fields).slice(0, -2)) request.write(part);
    const [response] = await answered;
    expect(response.statusCode).toBe(408);
    response.resume();
    await expect.poll(() => filesIn('evidence', 'incoming'), { timeout: 5_000 }).toEqual([]);
    expect(await filesIn('evidence', 'objects')).toEqual(before);
  });

  it('that was killed before its row is removed by the upkeep after a day, and no other', async () => {
    const kept = await t.as('a').upload<{ id: string }>('/v1/evidence', fields, pdf());
    const named = await filesIn('evidence', 'objects');
    const killed = await t.as('a').upload<{ id: string }>('/v1/evidence', fields, pdf());
    await t.sql('alter table core.evidence disable trigger all');
    await t.sql('delete from core.evidence where id = $1', [killed.body.id]);
    await t.sql('alter table core.evidence enable trigger all');
    const run = upkeep(t.host.services);

    await run();
    expect(await filesIn('evidence', 'objects')).toHaveLength(named.length + 1);
    for (const file of await filesIn('evidence', 'objects'))
      await utimes(file, 0, Date.now() / 1000 - 90_000);
    await run();
    expect((await filesIn('evidence', 'objects')).toSorted()).toEqual(named.toSorted());
    expect((await t.as('a').get(`/v1/evidence/${kept.body.id}`)).status).toBe(200);
  });
});
