/** A due-date rule as a sentence fragment: "20th of the month after the period". */
import { dateLabel, monthName } from './period-label.ts';
import type { Condition, DayOfYear, Rule } from './rule-schema.ts';

export function ruleInWords(rule: Rule): string {
  switch (rule.kind) {
    case 'day-of-following-month': {
      const overrides = (rule.overrides ?? []).map(
        (o) => `; for periods ending in ${monthName(o.when.periodEndMonth)} ${ruleInWords(o.rule)}`,
      );
      return `${ordinal(rule.day)} of ${monthAfter(rule.monthsAfter)}${overrides.join('')}`;
    }
    case 'last-day-of-following-month':
      return `last day of ${monthAfter(rule.monthsAfter)}`;
    case 'fixed':
      return dayOfYear(rule);
    case 'fixed-by-period':
      return Object.entries(rule.dates)
        .map(([slot, date]) => `${slot}: ${dayOfYear(date)}`)
        .join(', ');
    case 'days-after-period-end':
      return `${rule.days} days after the period ends`;
    case 'offset-from-fy-start-days':
      return `${rule.days} days after the financial year starts`;
    case 'days-after':
      return rule.days === 0
        ? `on the day of ${event(rule.event)}`
        : `${rule.days} days after ${event(rule.event)}`;
    case 'months-after':
      return `${rule.months} months after ${event(rule.event)}`;
    case 'working-days-after':
      return `${rule.days} working days after ${event(rule.event)}`;
    case 'before-event':
    case 'relative-to-event':
      return rule.daysBefore === 0
        ? `by ${event(rule.event)}`
        : `${rule.daysBefore} days before ${event(rule.event)}`;
    case 'relative-to-master':
      return `${rule.daysBefore} days before ${rule.master}`;
    case 'max-gap':
      return `within ${rule.days} days of ${event(rule.event)}`;
    case 'min-gap':
      return `once within the period, at least ${rule.days} days after ${event(rule.event)}`;
    case 'every-n-years':
      return `${dayOfYear(rule)}, after every ${rule.n} years from ${event(rule.event)}, first on ${dateLabel(rule.firstDue)}`;
    case 'variant':
      return rule.branches
        .map((b) => `where ${rule.by} ${condition(b.when)} (${b.name}): ${ruleInWords(b.rule)}`)
        .join('; ');
    case 'earlier-of':
      return `the earlier of ${rule.rules.map(ruleInWords).join(' and ')}`;
    case 'later-of':
      return `the later of ${rule.rules.map(ruleInWords).join(' and ')}`;
    case 'absolute':
      return dateLabel(rule.date);
    case 'none':
      return `no date: ${rule.reason}`;
  }
}

function dayOfYear(date: DayOfYear): string {
  const day =
    date.day === 'last' ? `last day of ${monthName(date.month)}` : `${date.day} ${monthName(date.month)}`;
  const years = ['in the year before', 'in the year the period starts', 'in the next year'];
  return `${day} ${years[date.yearOffset + 1] ?? `${date.yearOffset} years on`}`;
}

function monthAfter(months: number): string {
  return months === 0
    ? 'the month the period ends'
    : months === 1
      ? 'the month after the period'
      : `the ${ordinal(months)} month after the period`;
}

function event(name: string): string {
  return `the ${name.replaceAll(/[.-]/g, ' ')}`;
}

function condition(when: Condition): string {
  const value = typeof when.value === 'object' ? when.value.join(', ') : String(when.value);
  const ops = {
    eq: 'is',
    ne: 'is not',
    in: 'is one of',
    notIn: 'is none of',
    lt: '<',
    lte: '≤',
    gt: '>',
    gte: '≥',
  } as const;
  return `${ops[when.op]} ${value}`;
}

function ordinal(n: number): string {
  const suffix = n % 100 > 10 && n % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${suffix}`;
}
