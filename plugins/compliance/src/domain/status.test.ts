import { describe, expect, it } from 'vitest';
import { localDate } from './calendar.ts';
import type { RagInput } from './status.ts';
import { isOverdue, rag } from './status.ts';

const input = (part: Partial<RagInput>): RagInput => ({
  status: 'preparing',
  due: localDate('2026-12-20'),
  today: localDate('2026-11-22'),
  criticalBlockers: 0,
  pendingDependencies: 0,
  predictedLate: false,
  ...part,
});
const due = (date: string) => ({ due: localDate(date) });

describe('RAG', () => {
  it.each<[string, Partial<RagInput>, string]>([
    ['far off', {}, 'green'],
    ['eight days ahead', due('2026-11-30'), 'green'],
    ['seven days ahead', due('2026-11-29'), 'amber'],
    ['due today', due('2026-11-22'), 'amber'],
    ['due yesterday', due('2026-11-21'), 'red'],
    ['blocked critically', { criticalBlockers: 1 }, 'red'],
    ['waiting for another', { pendingDependencies: 2 }, 'amber'],
    ['predicted late', { predictedLate: true }, 'amber'],
    ['without a date', { due: null }, 'green'],
    ['without a date, waiting', { due: null, pendingDependencies: 1 }, 'amber'],
    ['approved but overdue', { status: 'approved', ...due('2026-11-21') }, 'red'],
    ['filed late', { status: 'filed', ...due('2026-11-01') }, 'green'],
    ['filed, and found defective', { status: 'filed', criticalBlockers: 1 }, 'red'],
    ['completed, and found defective later', { status: 'completed', criticalBlockers: 1 }, 'red'],
    ['withdrawn', { status: 'withdrawn', ...due('2026-11-01'), criticalBlockers: 1 }, 'green'],
    ['waived', { status: 'waived', ...due('2026-11-01'), criticalBlockers: 1 }, 'green'],
  ])('%s is %s', (_name, part, colour) => expect(rag(input(part))).toBe(colour));

  it('is overdue only after the day', () => {
    expect(isOverdue(input(due('2026-11-22')))).toBe(false);
    expect(isOverdue(input(due('2026-11-21')))).toBe(true);
    expect(isOverdue(input({ status: 'completed', ...due('2026-11-21') }))).toBe(false);
    expect(isOverdue(input({ status: 'filed', criticalBlockers: 1, ...due('2026-11-21') }))).toBe(true);
    expect(isOverdue(input({ status: 'waived', criticalBlockers: 1, ...due('2026-11-21') }))).toBe(false);
  });
});
