import { parseArgs } from 'node:util';
import {
  eventDates,
  explainDueDate,
  explanationText,
  masterFor,
  parsePeriod,
  withDerived,
  type Fact,
  type LocalDate,
  type Master,
  type Period,
} from '@compliance-os/compliance';
import { loadCatalogue } from './catalogue.ts';
import { ALWAYS, givenEvent, givenFact, masterOf, versionsOf } from './explain-given.ts';
import { orUsage, UsageError } from './usage.ts';

const USAGE = `compliance-os explain <master> --period <period> [--fact <field>=<value>]… [--event <name>=<date>]… [--json]

  master     code, such as GST-GSTR3B-Q
  --period   2026-10, FY2026-27/Q2, FY2026-27, CY2026 or event:<id>
  --fact     a fact that holds throughout, or of the year of the period: gstin.stateCode=27, gstin.qrmp=true, gstin.aato=4crore
  --event    the day of an event: agm=2026-09-30
  --json     the whole answer, for programs`;

/** Prints the dates of one obligation and how they come about. */
export const explain = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = orUsage(USAGE, () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        period: { type: 'string' },
        fact: { type: 'string', multiple: true, default: [] },
        event: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  );
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [code] = positionals;
  if (code === undefined || values.period === undefined)
    throw new UsageError('expected a master and --period', USAGE);

  const catalogue = await loadCatalogue();
  const versions = versionsOf(catalogue.masters, code);
  const events = Object.fromEntries(values.event.map((given) => givenEvent(given, catalogue.masters)));
  const trigger = triggerOf(versions, events);
  const period = orUsage(USAGE, () => parsePeriod(values.period!, dayOf(values.period!, trigger, events)));
  const master = masterOf(versions, period);
  const life = { from: ALWAYS, to: null };
  const facts = withDerived(
    values.fact.map((given) => givenFact(given, catalogue.names, period)),
    catalogue.derivations,
    life,
    period,
  );
  const occurrences = catalogue.events.flatMap((derive) => derive(facts, life));

  const explanation = explainDueDate({
    master,
    period,
    facts,
    events: { ...eventDates(occurrences, period), ...events, ...(trigger === undefined ? {} : { trigger }) },
    masterDates: masterDates(catalogue.masters, master, period, facts, events),
    notifications: catalogue.notifications,
    names: catalogue.names,
  });
  console.log(values.json ? JSON.stringify(explanation, null, 2) : explanationText(explanation));
  return 0;
};

/** The day of the event that makes an instance of the master, which its rule may call `trigger`. */
const triggerOf = (
  versions: readonly Master[],
  events: Readonly<Record<string, LocalDate>>,
): LocalDate | undefined =>
  versions
    .flatMap(({ triggers = [] }) => triggers)
    .map((name) => events[name])
    .find((day) => day !== undefined);

/** An event period needs the day of its event: that of the trigger, or of the one event given. */
const dayOf = (
  period: string,
  trigger: LocalDate | undefined,
  events: Readonly<Record<string, LocalDate>>,
): LocalDate | undefined =>
  period.startsWith('event:')
    ? (trigger ?? events[period.slice('event:'.length)] ?? Object.values(events)[0])
    : undefined;

/** Dates of the masters that the rule counts from. */
const masterDates = (
  masters: readonly Master[],
  master: Master,
  period: Period,
  facts: readonly Fact[],
  events: Readonly<Record<string, LocalDate>>,
): Readonly<Record<string, LocalDate>> => {
  if (master.rule.kind !== 'relative-to-master') return {};
  const { master: on } = master.rule;
  const base = masterFor(
    masters.filter(({ code }) => code === on),
    period,
  );
  if (!base) return {};
  const { effective } = explainDueDate({
    master: base,
    period,
    facts,
    events,
    masterDates: {},
    notifications: [],
  });
  return effective === null ? {} : { [base.code]: effective };
};
