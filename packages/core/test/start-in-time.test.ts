import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { TIMING, type Timing } from '../src/host/timing.ts';
import { definePlugin, hook, type PluginManifest } from '../src/index.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import notes from './notes/plugin.ts';

/** The host's own limits, made this much shorter. */
const FACTOR = 1 / 15;
const timing = Object.fromEntries(
  Object.entries(TIMING).map(([name, ms]) => [name, ms * FACTOR]),
) as unknown as Timing;

const plugin = (id: string, rest: Partial<PluginManifest>): PluginManifest =>
  definePlugin({ id, name: id, version: '1.0.0', hostApi: '^1.0.0', ...rest });
const takes = (ms: number) =>
  hook({
    load: async () => ({ default: () => new Promise<void>((resolve) => setTimeout(resolve, ms)) }),
  });

const named = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
const hanging = named('hanging', 6).map((id) => plugin(id, { start: takes(3_600_000) }));
const migrating = named('migrating', 6).map((id) =>
  plugin(id, { data: { migrations: new URL('./troubled/never-migrates/', import.meta.url) } }),
);
/** Each quicker than one may be, and each after the one before: together slower than all may be. */
const chain = named('link', 4).map((id, index, ids) =>
  plugin(id, {
    start: takes(timing.startMs * 0.6),
    ...(index === 0 ? {} : { requires: { [ids[index - 1]!]: '*' } }),
  }),
);

describe.skipIf(inject('postgresUrl') === undefined)('a host whose plugins are slow to start', () => {
  let t: TestHost<'a' | 'b'>;
  let startedInMs: number;
  beforeAll(async () => {
    const begun = performance.now();
    t = await startTestHost({
      plugins: [...hanging, ...migrating, ...chain, notes],
      postgresUrl: inject('postgresUrl'),
      timing,
    });
    startedInMs = performance.now() - begun;
  }, 120_000);
  afterAll(() => t?.stop());

  const stateOf = (id: string) => t.host.lifecycle.state(id);

  it('serves within its limits, and what the rest of the start takes', async () => {
    expect(startedInMs).toBeLessThan(timing.migrateAllMs + timing.startAllMs + 15_000);
    expect((await fetch(`${t.url}/readyz`)).status).toBe(200);
  });

  it('puts those aside that took longer than one may', () => {
    for (const { id } of hanging)
      expect(stateOf(id)).toMatchObject({ reason: expect.stringMatching(/^start: .*did not settle within/) });
    expect(stateOf('migrating-0')).toMatchObject({ reason: expect.stringMatching(/did not settle within/) });
  });

  it('puts those aside that nothing was left for, and no other', () => {
    expect(stateOf('migrating-5')).toEqual({
      state: 'quarantined',
      reason: 'migration 0001_never.ts: there was no time left for it',
    });
    expect(stateOf('link-0')).toEqual({ state: 'ready' });
    expect(stateOf('link-1')).toEqual({ state: 'ready' });
    expect(stateOf('link-3').state).toBe('quarantined');
  });
});
