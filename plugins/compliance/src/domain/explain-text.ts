/** The explanation of a due date as plain text, for a terminal. */
import type { LocalDate } from './calendar.ts';
import { weekday } from './calendar.ts';
import type { DueDateExplanation } from './explain.ts';
import { dateLabel, periodLabel } from './period-label.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const OUTCOMES: Readonly<Record<string, string>> = {
  moves: 'applies',
  unchanged: 'applies, the date is as late already',
  undetermined: 'may apply: a fact of its scope is unknown',
  'awaits-date': 'may apply once there is a date',
};

/** Lines without trailing newline, 2 spaces of indent under each heading. */
export function explanationText(e: DueDateExplanation): string {
  const lines = [
    `${e.master.code}  ${e.master.form}, ${periodLabel(e.period)}`,
    `  ${e.master.name}`,
    `  ${e.summary}`,
    '',
    `Due       ${e.effective === null ? 'no date yet' : dated(e.effective)}`,
    ...(e.dates === null ? [] : [`Statutory ${dated(e.dates.statutory)}`]),
    ...(e.dates?.extended == null ? [] : [`Extended  ${dated(e.dates.extended)}`]),
    ...(e.dates?.feeFreeUntil == null ? [] : [`No fee    until ${dated(e.dates.feeFreeUntil)}`]),
    '',
    `Rule      ${e.rule}`,
    ...e.due.trace.map((step) => `          ${step.text}${step.date === null ? '' : ` → ${step.date}`}`),
    `Law       ${e.master.law}`,
    ...e.master.source.urls.map((url) => `          ${url}`),
    ...e.notifications.map(
      ({ notification, outcome }) =>
        `Notified  ${notification.number} of ${dateLabel(notification.date)}: ${OUTCOMES[outcome] ?? outcome}`,
    ),
    ...e.warnings.map((warning) => `Note      ${warning}`),
  ];
  return lines.join('\n');
}

function dated(date: LocalDate): string {
  return `${date} ${DAYS[weekday(date) - 1]}`;
}
