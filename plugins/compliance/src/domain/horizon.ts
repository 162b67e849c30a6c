/** How many days before a period's start or after its end a rule can put a date, for looking far enough and no further. */
import type { DayOfYear, Rule } from './rule-schema.ts';

export interface Reach {
  readonly before: number;
  readonly after: number;
}

const YEAR = 366;
const MONTH = 31;

export function reach(rule: Rule): Reach {
  switch (rule.kind) {
    case 'day-of-following-month': {
      const months = Math.max(rule.monthsAfter, ...(rule.overrides ?? []).map((o) => o.rule.monthsAfter));
      return { before: 0, after: (months + 1) * MONTH };
    }
    case 'last-day-of-following-month':
      return { before: 0, after: (rule.monthsAfter + 1) * MONTH };
    case 'fixed':
    case 'every-n-years':
      return ofYear(rule);
    case 'fixed-by-period':
      return widestOf(Object.values(rule.dates).map(ofYear));
    case 'days-after-period-end':
      return { before: 0, after: rule.days };
    case 'offset-from-fy-start-days':
      return { before: YEAR, after: rule.days };
    case 'days-after':
    case 'working-days-after':
    case 'max-gap':
      return { before: 0, after: YEAR + 2 * rule.days };
    case 'months-after':
      return { before: 0, after: YEAR + rule.months * MONTH };
    case 'before-event':
      return { before: rule.daysBefore, after: YEAR };
    case 'relative-to-event':
      return { before: rule.daysBefore, after: YEAR };
    case 'relative-to-master':
      return { before: rule.daysBefore, after: YEAR };
    case 'min-gap':
      return { before: 0, after: 0 };
    case 'variant':
      return widestOf(rule.branches.map((b) => reach(b.rule)));
    case 'earlier-of':
    case 'later-of':
      return widestOf(rule.rules.map(reach));
    case 'absolute':
    case 'none':
      return { before: YEAR, after: YEAR };
  }
}

/** From any period inside the year that starts in the base year. */
function ofYear(date: DayOfYear): Reach {
  const years = Math.abs(date.yearOffset) + 1;
  return { before: date.yearOffset > 0 ? 0 : YEAR * years, after: date.yearOffset < 0 ? 0 : YEAR * years };
}

function widestOf(reaches: readonly Reach[]): Reach {
  return {
    before: Math.max(...reaches.map((r) => r.before)),
    after: Math.max(...reaches.map((r) => r.after)),
  };
}
