import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { QueueOptions } from './bull-backend.ts';
import type { JobQueue, RingHandler } from './job-queue.ts';

/** A store to prove the port on. */
export interface QueueStore {
  /** A queue of that name. */
  open(options: QueueOptions & { readonly name: string }): Promise<JobQueue>;
  /** Empties the whole store behind the queue's back: FLUSHALL, TRUNCATE. */
  wipe(): Promise<void>;
  /** Lets a process of its own have the store while `work` runs. */
  lend(work: () => Promise<void>): Promise<void>;
  /** Source of a module that opens `queue`, of the name and with the lock given, in that process. */
  source(name: string, lockMs: number): string;
  close(): Promise<void>;
}

const LOCK_MS = 1_000;

let names = 0;

/** Collects what is delivered, and waits for it. */
class Deliveries {
  readonly ids: string[] = [];

  readonly handler: RingHandler = async (id) => {
    this.ids.push(id);
  };

  async until(count: number, limitMs = 8_000): Promise<string[]> {
    const deadline = Date.now() + limitMs;
    while (this.ids.length < count && Date.now() < deadline) await delay(10);
    await delay(50); // what must not come gets the chance to
    return this.ids;
  }
}

const untilActive = async (queue: JobQueue, count: number): Promise<void> => {
  for (let tries = 0; (await queue.depth()).active < count && tries < 100; tries++) await delay(20);
};

/** What every store of the job queue does, proven on a real one. */
export const queueContract = (name: string, make: () => Promise<QueueStore>): void => {
  describe(`job queue on ${name}`, () => {
    let store: QueueStore;
    let queueName: string;
    const opened: JobQueue[] = [];

    const open = async (options: QueueOptions = {}): Promise<JobQueue> => {
      const queue = await store.open({ lockMs: LOCK_MS, ...options, name: queueName });
      opened.push(queue);
      return queue;
    };

    beforeAll(async () => {
      store = await make();
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((queue) => queue.close()));
    });
    afterAll(async () => {
      await store?.close();
    });

    const fresh = async (options?: QueueOptions): Promise<{ queue: JobQueue; deliveries: Deliveries }> => {
      queueName = `contract-${++names}`;
      return { queue: await open(options), deliveries: new Deliveries() };
    };

    it('delivers what was rung before and after the start, once each', async () => {
      const { queue, deliveries } = await fresh();
      await queue.add('before', { attempt: 1, tenant: 'a' });
      await queue.start(deliveries.handler, { concurrency: 2 });
      await queue.addMany(['x', 'y', 'z'].map((id) => ({ id, options: { attempt: 1 } })));
      expect((await deliveries.until(4)).toSorted()).toEqual(['before', 'x', 'y', 'z']);
      expect(await queue.depth()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    });

    it('does not double a ring that waits, and takes it again once it is done', async () => {
      const { queue, deliveries } = await fresh();
      for (let times = 0; times < 3; times++) await queue.add('row', { attempt: 1 });
      expect(await queue.depth()).toEqual({ waiting: 1, active: 0, delayed: 0 });
      await queue.start(deliveries.handler, { concurrency: 2 });
      expect(await deliveries.until(1)).toEqual(['row']);
      await queue.add('row', { attempt: 1 });
      expect(await deliveries.until(2)).toEqual(['row', 'row']);
    });

    it('does not double rings of a batch, among themselves or with what waits', async () => {
      const { queue, deliveries } = await fresh();
      await queue.add('a', { attempt: 1 });
      await queue.addMany(['a', 'b', 'b', 'c'].map((id) => ({ id, options: { attempt: 1 } })));
      expect((await queue.depth()).waiting).toBe(3);
      await queue.start(deliveries.handler, { concurrency: 1 });
      expect((await deliveries.until(3)).toSorted()).toEqual(['a', 'b', 'c']);
    });

    it('takes the next attempt while the last one still runs', async () => {
      const { queue, deliveries } = await fresh();
      await queue.start(
        async (id, signal) => {
          await deliveries.handler(id, signal);
          if (deliveries.ids.length === 1) await queue.add(id, { attempt: 2 });
          await delay(100);
        },
        { concurrency: 2 },
      );
      await queue.add('row', { attempt: 1 });
      expect(await deliveries.until(2)).toEqual(['row', 'row']);
    });

    it('keeps a delayed ring back', async () => {
      const { queue, deliveries } = await fresh();
      const started = Date.now();
      await queue.add('later', { attempt: 1, delayMs: 600 });
      expect(await queue.depth()).toEqual({ waiting: 0, active: 0, delayed: 1 });
      await queue.start(deliveries.handler, { concurrency: 1 });
      expect(await deliveries.until(1)).toEqual(['later']);
      expect(Date.now() - started).toBeGreaterThanOrEqual(600);
    });

    it('hands out the urgent first', async () => {
      const { queue, deliveries } = await fresh();
      await queue.add('third', { attempt: 1, priority: 9 });
      await queue.add('second', { attempt: 1, priority: 2 });
      await queue.add('first', { attempt: 1 });
      expect(await queue.depth()).toEqual({ waiting: 3, active: 0, delayed: 0 });
      await queue.start(deliveries.handler, { concurrency: 1 });
      expect(await deliveries.until(3)).toEqual(['first', 'second', 'third']);
    });

    it('runs as many at a time as it is told to', async () => {
      const { queue, deliveries } = await fresh();
      let running = 0;
      let most = 0;
      await queue.addMany(
        Array.from({ length: 12 }, (_, index) => ({ id: `j${index}`, options: { attempt: 1 } })),
      );
      await queue.start(
        async (id, signal) => {
          most = Math.max(most, ++running);
          await delay(30);
          running--;
          await deliveries.handler(id, signal);
        },
        { concurrency: 3 },
      );
      await deliveries.until(12);
      expect(most).toBe(3);
    });

    it('survives a handler that throws: logged, not repeated', async () => {
      const lines: string[] = [];
      const logger = { warn: () => undefined, error: (_: object, text: string) => void lines.push(text) };
      const { queue, deliveries } = await fresh({ logger } as unknown as QueueOptions);
      await queue.start(
        async (id, signal) => {
          await deliveries.handler(id, signal);
          if (id === 'bad') throw new Error('no');
        },
        { concurrency: 1 },
      );
      await queue.add('bad', { attempt: 1 });
      await queue.add('good', { attempt: 1 });
      expect(await deliveries.until(2)).toEqual(['bad', 'good']);
      expect(lines).toEqual([expect.stringContaining('the job handler failed')]);
      expect(await queue.depth()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    });

    it('hands out nothing while paused, to another process neither', async () => {
      const { queue, deliveries } = await fresh();
      const other = await open();
      await queue.pause();
      await other.start(deliveries.handler, { concurrency: 1 });
      await queue.add('held', { attempt: 1 });
      await delay(200);
      expect(deliveries.ids).toEqual([]);
      expect((await queue.depth()).waiting).toBe(1);
      await queue.resume();
      expect(await deliveries.until(1)).toEqual(['held']);
    });

    it('empties what waits and what is delayed', async () => {
      const { queue } = await fresh();
      await queue.add('a', { attempt: 1 });
      await queue.add('b', { attempt: 1, delayMs: 60_000 });
      await queue.add('c', { attempt: 1, priority: 3 });
      await queue.empty();
      expect(await queue.depth()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    });

    it('goes on after its store was wiped while it ran, and can be rung again', async () => {
      const { queue, deliveries } = await fresh();
      await queue.start(
        async (id, signal) => {
          if (id === 'running') await delay(300);
          await deliveries.handler(id, signal);
        },
        { concurrency: 2 },
      );
      await queue.add('running', { attempt: 1 });
      await queue.add('lost', { attempt: 1, delayMs: 60_000 });
      await untilActive(queue, 1);
      await store.wipe();
      expect(await deliveries.until(1)).toEqual(['running']);
      await queue.add('lost', { attempt: 1 }); // the sweeper's part
      await queue.add('new', { attempt: 1 });
      expect((await deliveries.until(3)).slice(1).toSorted()).toEqual(['lost', 'new']);
    });

    it('waits at closing for what runs, and aborts what takes too long', async () => {
      const { queue } = await fresh({ drainMs: 300 });
      const ends: string[] = [];
      await queue.start(
        async (id, signal) => {
          if (id === 'quick') await delay(200);
          else await delay(60_000, undefined, { signal }).catch(() => ends.push('aborted'));
          ends.push(id);
        },
        { concurrency: 2 },
      );
      await queue.addMany(['quick', 'slow'].map((id) => ({ id, options: { attempt: 1 } })));
      await untilActive(queue, 2);
      await queue.close();
      expect(ends).toEqual(['quick', 'aborted', 'slow']);
      await expect(queue.add('more', { attempt: 1 })).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
    });

    it('refuses ids and priorities that the store would misread', async () => {
      const { queue } = await fresh();
      await expect(queue.add('a:b', { attempt: 1 })).rejects.toThrow('job id: expected letters, digits');
      await expect(queue.add('a', { attempt: 1.5 })).rejects.toThrow('attempt: expected a whole number');
      await expect(queue.add('a', { attempt: 1, priority: -1 })).rejects.toThrow('priority: expected 0 to');
    });

    it('delivers again what a killed process had taken', async () => {
      const { queue, deliveries } = await fresh();
      await queue.add('held', { attempt: 1 });
      await queue.close();
      const source = `${store.source(queueName, LOCK_MS)}
        await queue.start(async (id) => { console.log(id); await new Promise(() => {}); }, { concurrency: 1 });`;
      let taken = '';
      await store.lend(async () => {
        const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const ended = once(child, 'exit');
        for await (const line of createInterface({ input: child.stdout })) {
          taken = line;
          child.kill('SIGKILL');
        }
        await ended;
      });
      expect(taken).toBe('held');
      const survivor = await open();
      await survivor.start(deliveries.handler, { concurrency: 1 });
      expect(await deliveries.until(1)).toEqual(['held']);
    });
  });
};
