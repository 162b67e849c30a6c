import { EventEmitter } from 'node:events';
import { Duplex } from 'node:stream';
import type { ChildProcess } from 'node:child_process';
import { afterEach, expect, it } from 'vitest';
import { Access } from '../access/access.ts';
import type { Context } from '../context/context.ts';
import type { Ending } from './ending.ts';
import { RunningProcess, type CallOptions } from './running-process.ts';

const MIB = 1024 * 1024;
const LIMITS = { askEveryMs: 60_000, silentMs: 60_000, callMs: 60_000, graceMs: 60_000 };

/** A process as the host meets it: what the host writes, and a way to answer it. */
const open = ({ reads = true } = {}) => {
  const written: string[] = [];
  const channel = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk.toString());
      if (reads) done();
    },
  });
  const child = Object.assign(new EventEmitter(), {
    stdio: [null, null, null, channel],
    stderr: null,
    unref: () => {},
    kill: () => child.emit('exit', null, 'SIGKILL'),
  });
  let ending: Ending | undefined;
  const running = new RunningProcess({
    plugin: 'far',
    child: child as unknown as ChildProcess,
    limits: LIMITS,
    surroundings: () => undefined,
    emits: () => [],
    onEnd: (told) => {
      ending = told;
      return new Error(told.why);
    },
  });
  const call = (options: Partial<CallOptions> = {}): Promise<unknown> => {
    const asked = running.call({ kind: 'health', ...options });
    asked.catch(() => {});
    return asked;
  };
  return {
    call,
    running,
    handle: () => (JSON.parse(written.at(-1)!) as { handle: string }).handle,
    say: (message: unknown) => channel.push(`${JSON.stringify(message)}\n`),
    print: (text: string) => channel.push(`${text}\n`),
    ending: () => ending,
  };
};

let opened: ReturnType<typeof open>;
afterEach(() => opened.running.end({ why: 'the test is over' }));

const neverEnds = { get: () => new Promise(() => {}) };
const ctx = { access: Access.everything, now: new Date(0) } as Context;
const working = { ctx, deps: { far: neverEnds }, tokens: { far: 'far.away' } };

it('a process that does not read what it is sent is ended before that fills the memory', async () => {
  opened = open({ reads: false });
  const calls = Array.from({ length: 4 }, () => opened.call({ input: 'x'.repeat(50 * MIB) }));
  await expect(Promise.all(calls)).rejects.toThrow('it does not read what it is sent');
});

it('what is larger than the process takes is not sent, and the process lives', async () => {
  opened = open();
  await expect(opened.call({ input: 'x'.repeat(65 * MIB) })).rejects.toThrow(
    'expected at most 67108864 bytes',
  );
  expect(opened.ending()).toBeUndefined();
});

it.each([
  ['things', 257, ''],
  ['bytes', 5, 'x'.repeat(8 * MIB)],
])('a process that asks for too many %s at once is ended', async (_what, count, text) => {
  opened = open();
  const asking = opened.call(working);
  const ask = { t: 'ask', handle: opened.handle(), dep: 'far', method: 'get', args: [text] };
  for (let id = 0; id < count; id++) opened.say({ ...ask, id });
  await expect(asking).rejects.toThrow(/it asked for more than 256 things, or \d+ bytes, at once/);
});

it('of what it said when it fell, others are told nothing', async () => {
  opened = open();
  const asking = opened.call();
  opened.print('PAN ABCDE1234F is unknown');
  await expect(asking).rejects.toThrow(/^it sent what is no message$/);
  expect(opened.ending()?.said).toContain('PAN');
});
