import { parseArgs } from 'node:util';
import {
  crore,
  eventDates,
  explainDueDate,
  explanationText,
  lakh,
  localDate,
  parsePeriod,
  withDerived,
  type Fact,
  type FactValue,
  type LocalDate,
  type Master,
  type Period,
} from '@compliance-os/compliance';
import { loadCatalogue } from './catalogue.ts';
import { orUsage, UsageError } from './usage.ts';

const USAGE = `compliance-os explain <master> --period <period> [--fact <field>=<value>]… [--event <name>=<date>]… [--json]

  master     code, such as GST-GSTR3B-Q
  --period   2026-10, FY2026-27/Q2, FY2026-27, CY2026 or event:<id>
  --fact     a fact that holds throughout: gstin.stateCode=27, gstin.qrmp=true, gstin.aato=4crore
  --event    the day of an event: agm=2026-09-30
  --json     the whole answer, for programs`;

const ALWAYS = localDate('1990-01-01');

/** "27" stays text: state codes and the like are names, not numbers, unless the value says what it counts. */
const factValue = (text: string): FactValue | null => {
  const amount = /^(\d+(?:\.\d+)?)(crore|lakh|paise)$/.exec(text);
  if (amount?.[2] === 'crore') return crore(Number(amount[1]));
  if (amount?.[2] === 'lakh') return lakh(Number(amount[1]));
  if (amount) return Number(amount[1]);
  if (text === 'unknown') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return text;
};

const pair = (option: string, given: string): readonly [string, string] => {
  const at = given.indexOf('=');
  if (at < 1) throw new UsageError(`--${option}: expected name=value, received "${given}"`, USAGE);
  return [given.slice(0, at), given.slice(at + 1)];
};

const toFact = (given: string): Fact => {
  const [field, value] = pair('fact', given);
  return { field, value: factValue(value), from: ALWAYS, to: null, source: 'the command line' };
};

const findMaster = (masters: readonly Master[], code: string): Master => {
  const found = masters.find((master) => master.code === code.toUpperCase());
  if (found) return found;
  throw new UsageError(
    `master: expected a code that an installed plugin ships, received "${code}"\n\n${masters.map(({ code: known, form, name }) => `  ${known.padEnd(20)} ${form}: ${name}`).join('\n')}`,
  );
};

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
  const master = findMaster(catalogue.masters, code);
  const events = Object.fromEntries(
    values.event
      .map((given) => pair('event', given))
      .map(([name, day]) => [name, orUsage(USAGE, () => localDate(day))]),
  );
  const period = orUsage(USAGE, () => parsePeriod(values.period!, eventDayOf(values.period!, events)));
  const life = { from: ALWAYS, to: null };
  const facts = withDerived(values.fact.map(toFact), catalogue.derivations, life, period);
  const occurrences = catalogue.events.flatMap((derive) => derive(facts, life));

  const explanation = explainDueDate({
    master,
    period,
    facts,
    events: { ...eventDates(occurrences, period), ...events },
    masterDates: masterDates(catalogue.masters, master, period, facts, events),
    notifications: catalogue.notifications,
    names: catalogue.names,
  });
  console.log(values.json ? JSON.stringify(explanation, null, 2) : explanationText(explanation));
  return 0;
};

/** An event period needs the day of its event: that of the one event given, if there is one. */
const eventDayOf = (period: string, events: Readonly<Record<string, LocalDate>>): LocalDate | undefined =>
  period.startsWith('event:')
    ? (events[period.slice('event:'.length)] ?? Object.values(events)[0])
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
  const base = masters.find(({ code }) => code === (master.rule as { master: string }).master);
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
