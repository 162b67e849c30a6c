/** Why this date? The whole answer for one master, period and set of facts, without a database. Text: `explain-text.ts`. */
import type { Applicability } from './applicability.ts';
import { evaluateApplicability } from './applicability.ts';
import type { FieldNames } from './applicability-words.ts';
import { summary } from './applicability-words.ts';
import type { LocalDate } from './calendar.ts';
import type { GovernmentNotification } from './extension-schema.ts';
import type { DueDates, ExtensionOutcome } from './extension.ts';
import { effectiveDate, foldNotifications, previewExtension } from './extension.ts';
import type { Fact } from './facts.ts';
import type { Confidence } from './fee-schema.ts';
import { dayOff } from './holidays.ts';
import type { Master } from './master.ts';
import type { Period, Span } from './period.ts';
import { ruleInWords } from './rule-words.ts';
import type { DueDate } from './rule.ts';
import { evaluateRule, plannedDate } from './rule.ts';

export interface ExplainInput {
  readonly master: Master;
  readonly period: Period;
  /** days of the period the subject lived; the whole period by default */
  readonly span?: Span;
  /** with derived ones included (`withDerived`) */
  readonly facts: readonly Fact[];
  readonly events: Readonly<Record<string, LocalDate>>;
  readonly masterDates: Readonly<Record<string, LocalDate>>;
  readonly notifications: readonly GovernmentNotification[];
  readonly names?: FieldNames;
}

export interface ConsideredNotification {
  readonly notification: GovernmentNotification;
  readonly outcome: ExtensionOutcome['kind'];
}

export interface DueDateExplanation {
  readonly master: Pick<
    Master,
    'code' | 'version' | 'name' | 'form' | 'law' | 'dueText' | 'source' | 'confidence'
  >;
  readonly period: Period;
  readonly applicability: Applicability;
  readonly summary: string;
  readonly rule: string;
  readonly due: DueDate;
  /** null while no date can be given at all */
  readonly dates: DueDates | null;
  readonly effective: LocalDate | null;
  /** those that name the master and the period, with what came of each */
  readonly notifications: readonly ConsideredNotification[];
  /** for the planner's eye; the date itself does not move */
  readonly warnings: readonly string[];
}

export function explainDueDate(input: ExplainInput): DueDateExplanation {
  const { master, period, facts } = input;
  const applicability = evaluateApplicability(master.applicability, facts, period, input.span ?? period);
  const due = evaluateRule(master.rule, {
    period,
    facts,
    events: input.events,
    masterDates: input.masterDates,
  });
  const statutory = plannedDate(due);
  const considered = input.notifications
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .map((notification) => ({ notification, outcome: outcomeOf(notification, input, statutory) }))
    .filter(({ outcome }) => outcome !== 'out-of-scope');
  const moving = considered
    .filter((c) => c.outcome === 'moves' || c.outcome === 'unchanged')
    .map((c) => c.notification);
  const dates = statutory === null ? null : foldNotifications(statutory, moving);
  const effective = dates === null ? null : effectiveDate(dates);
  return {
    master,
    period,
    applicability,
    summary: summary(applicability, input.names),
    rule: ruleInWords(master.rule),
    due,
    dates,
    effective,
    notifications: considered,
    warnings: warningsOf(due, effective, master.confidence),
  };
}

function outcomeOf(
  notification: GovernmentNotification,
  input: ExplainInput,
  statutory: LocalDate | null,
): ExtensionOutcome['kind'] {
  const { master, period, facts } = input;
  const instance = { id: '', master: master.code, period, facts, statutory, inForce: [], filedOn: null };
  return previewExtension(notification, instance, statutory ?? period.to).kind;
}

const FIRMNESS = {
  'statutory-latest': '; it cannot be later than shown',
  'statutory-earliest': '; it cannot be earlier than shown',
  assumed: '',
} as const;

function warningsOf(due: DueDate, effective: LocalDate | null, confidence: Confidence): string[] {
  const warnings: string[] = [];
  if (due.kind === 'awaits') {
    const awaited = due.awaits.map((a) => `${a.what} ${a.name}`).join(', ');
    warnings.push(
      `provisional: waits for ${awaited}${due.expected === null ? '' : FIRMNESS[due.expected.why]}`,
    );
  }
  if (due.kind === 'date' && due.unless !== undefined)
    warnings.push(
      `stands unless ${due.unless.map((a) => `${a.what} ${a.name}`).join(' or ')} brings it forward`,
    );
  const off = effective === null ? null : dayOff(effective);
  if (off !== null)
    warnings.push(`falls on ${off === 'Sunday' ? 'a Sunday' : off}; the law does not move it`);
  if (confidence !== 'high') warnings.push(`confidence in this master is ${confidence}`);
  return warnings;
}
