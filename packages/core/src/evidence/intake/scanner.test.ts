import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ClamdScanner } from './index.ts';
import { EICAR, startClamd, type ClamdBehaviour, type ClamdSimulator } from './testing/clamd-simulator.ts';

let clamd: ClamdSimulator;
let scanner: ClamdScanner;
let folder: string;

async function file(content: string | Uint8Array): Promise<{ path: string; bytes: number }> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  return { path, bytes: Buffer.byteLength(content) };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-'));
  clamd = await startClamd({ streamMaxLength: 1_000_000 });
  scanner = new ClamdScanner({ address: clamd.address, timeoutMs: 500 });
});

beforeEach(() => {
  clamd.behaviour = 'obey';
});

afterAll(async () => {
  await clamd.close();
  await rm(folder, { recursive: true });
});

describe('the ClamAV client', () => {
  it('sends the whole file and reports it clean', async () => {
    const content = randomBytes(300_000);
    expect(await scanner.scan(await file(content))).toEqual({ status: 'clean' });
    expect(clamd.received.equals(content)).toBe(true);
    expect(await scanner.ping()).toBe(true);
  });

  it('names the signature it found', async () => {
    const verdict = { status: 'infected', signature: 'Win.Test.EICAR_HDB-1' };
    expect(await scanner.scan(await file(EICAR))).toEqual(verdict);
  });

  it('speaks over a unix socket', async () => {
    const socketPath = join(folder, 'clamd.sock');
    const local = await startClamd({ socketPath });
    expect(await new ClamdScanner({ address: { socketPath } }).scan(await file(EICAR))).toMatchObject({
      status: 'infected',
    });
    await local.close();
  });

  it.each<[ClamdBehaviour, RegExp]>([
    ['silent', /no answer within 500 ms/],
    ['truncate', /before a complete answer/],
    ['hang-up', /closed|ECONNRESET/],
    ['garbage', /OK but not quite/],
  ])('takes a daemon that is %s for unavailable, never for clean', async (behaviour, reason) => {
    clamd.behaviour = behaviour;
    const verdict = await scanner.scan(await file('harmless'));
    expect(verdict).toEqual({ status: 'unavailable', reason: expect.stringMatching(reason) });
  });

  it('takes a daemon that is not there for unavailable', async () => {
    const nowhere = new ClamdScanner({ address: { host: '127.0.0.1', port: 1 } });
    expect(await nowhere.scan(await file('harmless'))).toMatchObject({ status: 'unavailable' });
    expect(await nowhere.ping()).toBe(false);
  });

  it('does not send a file the daemon would not take', async () => {
    const small = new ClamdScanner({ address: clamd.address, maxBytes: 10 });
    expect(await small.scan(await file('eleven byte'))).toMatchObject({ status: 'unavailable' });
  });

  it('is unavailable when the daemon hangs up over the size, or the file is gone', async () => {
    expect(await scanner.scan(await file(randomBytes(3_000_000)))).toMatchObject({ status: 'unavailable' });
    expect(await scanner.scan({ path: join(folder, 'absent'), bytes: 1 })).toMatchObject({
      status: 'unavailable',
    });
  });
});
