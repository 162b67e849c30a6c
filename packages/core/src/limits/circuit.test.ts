import { describe, expect, it } from 'vitest';
import { afterCall, askCircuit, CLOSED, type Circuit, type CircuitPolicy } from './circuit.ts';

const POLICY: CircuitPolicy = { failures: 3, openMs: 1_000, trialMs: 100 };
const failed = (failures: number): Circuit => ({ state: 'closed', failures });
const open = (until: number): Circuit => ({ state: 'open', until });
const halfOpen = (until: number): Circuit => ({ state: 'half-open', until });

describe('a call that wants to go out', () => {
  it.each([
    ['closed: goes', CLOSED, 0, { allowed: true, circuit: CLOSED }],
    ['closed with failures: goes', failed(2), 0, { allowed: true, circuit: failed(2) }],
    ['open: is refused at once', open(900), 100, { allowed: false, circuit: open(900), retryInMs: 800 }],
    ['open, its time over: goes as the trial', open(900), 900, { allowed: true, circuit: halfOpen(1_000) }],
    [
      'half-open: is refused while the trial runs',
      halfOpen(1_000),
      950,
      { allowed: false, circuit: halfOpen(1_000), retryInMs: 50 },
    ],
    [
      'half-open, the trial lost: goes as the next',
      halfOpen(1_000),
      1_000,
      { allowed: true, circuit: halfOpen(1_100) },
    ],
  ] as const)('%s', (_what, circuit, now, wanted) => {
    expect(askCircuit(circuit, now, POLICY)).toEqual(wanted);
  });
});

describe('a call that came back', () => {
  it.each([
    ['closed, succeeded', failed(2), true, CLOSED],
    ['closed, failed', failed(1), false, failed(2)],
    ['closed, failed once too often', failed(2), false, open(1_500)],
    ['half-open, succeeded', halfOpen(600), true, CLOSED],
    ['half-open, failed', halfOpen(600), false, open(1_500)],
    ['open, an earlier call succeeded', open(800), true, open(800)],
    ['open, an earlier call failed', open(800), false, open(800)],
  ] as const)('%s', (_what, circuit, succeeded, wanted) => {
    expect(afterCall(circuit, succeeded, 500, POLICY)).toEqual(wanted);
  });
});
