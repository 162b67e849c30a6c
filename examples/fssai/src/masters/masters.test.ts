import { catalogueProblems, evaluateRule, parsePeriod, plannedDate } from '@compliance-os/compliance';
import { expect, it } from 'vitest';
import { masters } from './index.ts';

it('stand together without a problem', () => expect(catalogueProblems(masters)).toEqual([]));

it.each(masters.flatMap((master) => master.examples.map((example) => ({ master, example }))))(
  '$master.code falls due in $example.period on $example.due',
  ({ master, example: { period, due, events = {} } }) => {
    const [eventDay] = Object.values(events);
    const input = { period: parsePeriod(period, eventDay), facts: [], events, masterDates: {} };
    expect(plannedDate(evaluateRule(master.rule, input))).toBe(due);
  },
);

it('each prove themselves by an example', () =>
  expect(masters.filter(({ examples }) => examples.length === 0).map(({ code }) => code)).toEqual([]));
