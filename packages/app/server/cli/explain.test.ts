import { afterEach, expect, it, vi } from 'vitest';
import { explain } from './explain.ts';

const printed = async (...args: string[]): Promise<string> => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  expect(await explain(args)).toBe(0);
  return log.mock.calls.flat().join('\n');
};
afterEach(() => vi.restoreAllMocks());

it('dates a master whose rule counts from whichever of its events happened', async () => {
  const text = await printed('GST-ITC03', '--period', 'event:x', '--event', 'composition.start=2026-04-01');
  expect(text).toContain('Due       2026-05-30');
  expect(text).not.toContain('no date yet');
});

it('the trigger is the day of an event period, whatever else is given beside it', async () => {
  const answer = JSON.parse(
    await printed(
      'GST-BANK-10A',
      '--period',
      'event:grant',
      '--event',
      'gstr1.first=2026-10-11',
      '--event',
      'registration.granted=2026-09-20',
      '--json',
    ),
  ) as object;
  expect(answer).toMatchObject({ period: { from: '2026-09-20' }, dates: { statutory: '2026-10-11' } });
});
