import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { JobsRoom } from '../src/host/jobs-room.ts';
import { createLogger } from '../src/observability/logger.ts';

type Parts = ConstructorParameters<typeof JobsRoom>[0];

/** A room whose tick takes its time, and what happened in which order. */
const room = (tickMs: number) => {
  const events: string[] = [];
  const nothing = async (): Promise<void> => {};
  let ticks = 0;
  const parts = {
    tickMs,
    log: createLogger('silent'),
    upkeep: nothing,
    deliver: nothing,
    deliverEveryMs: 60_000,
    runner: { releaseHeld: nothing },
    schedules: {
      tick: async () => {
        if (ticks++ === 0) return; // the one of the start
        events.push('tick begins');
        await delay(150);
        events.push('tick ends');
      },
    },
    dispatcher: { start: () => {}, stop: async () => void events.push('dispatcher stops') },
    queue: { start: nothing, close: async () => void events.push('queue closes') },
  };
  return { events, jobs: new JobsRoom(parts as unknown as Parts) };
};

describe('a host that stops', () => {
  it('waits for the tick that is under way, and then takes its database away', async () => {
    const { events, jobs } = room(20);
    await jobs.start(1);
    while (events.length === 0) await delay(5);
    await jobs.stop();
    expect(events.slice(0, 1)).toEqual(['tick begins']);
    expect(events.slice(-2)).toEqual(['dispatcher stops', 'queue closes']);
    expect(events.filter((it) => it === 'tick begins').length).toBe(
      events.filter((it) => it === 'tick ends').length,
    );
  });
});
