/** What `explain` was given, read against what the installed plugins know. Each mistake names what was expected. */
import {
  crore,
  declaredEvents,
  isPeriodOf,
  lakh,
  localDate,
  masterFor,
  type Fact,
  type FactValue,
  type FieldNames,
  type LocalDate,
  type Master,
  type Period,
} from '@compliance-os/compliance';
import { nearest } from '@compliance-os/core';
import { UsageError } from './usage.ts';

/** Facts of the command line hold throughout, or for the year of the period where they are about one. */
export const ALWAYS = localDate('1990-01-01');

/** The versions of a master, by its code in any case. */
export const versionsOf = (masters: readonly Master[], code: string): readonly Master[] => {
  const wanted = code.toUpperCase();
  const found = masters.filter((master) => master.code === wanted);
  if (found.length > 0) return found;
  const known = new Map(masters.map((master) => [master.code, `${master.form}: ${master.name}`]));
  throw new UsageError(
    `master: expected a code that an installed plugin ships, received "${code}"${hint(wanted, known.keys())}

${[...known].map(([each, name]) => `  ${each.padEnd(20)} ${name}`).join('\n')}`,
  );
};

/** The version in force for the period, which must be one that the master has. */
export const masterOf = (versions: readonly Master[], period: Period): Master => {
  const master = masterFor(versions, period);
  if (!master) {
    const { code } = versions[0]!;
    const spans = versions.map(({ effectiveFrom, effectiveTo }) =>
      effectiveTo === null ? `from ${effectiveFrom}` : `${effectiveFrom} to ${effectiveTo}`,
    );
    throw new UsageError(
      `period: expected one that ${code} is in force for (${spans.join(', ')}), received "${period.key}"`,
    );
  }
  if (!isPeriodOf(period, master.frequency, master.basis))
    throw new UsageError(
      `period: expected ${EXAMPLES[master.frequency]} for ${master.code}, which is ${master.frequency}, received "${period.key}"`,
    );
  return master;
};

const EXAMPLES = {
  monthly: 'a month such as 2026-10',
  quarterly: 'a quarter such as FY2026-27/Q2',
  'half-yearly': 'a half-year such as FY2026-27/H1',
  annual: 'a year such as FY2026-27',
  event: 'event:<id>',
  'one-time': 'event:<id>',
} as const;

/** `gstin.stateCode=27` */
export const givenFact = (given: string, names: FieldNames, { from }: Period): Fact => {
  const [field, text] = pair('fact', given);
  if (!Object.hasOwn(names, field))
    throw new UsageError(
      `--fact: expected a fact that an installed plugin knows, received "${field}"${hint(field, Object.keys(names))}

${Object.entries(names)
  .map(([each, { label }]) => `  ${each.padEnd(28)} ${label}`)
  .join('\n')}`,
    );
  const value = factValue(text);
  if (names[field]!.money === true && value !== null && typeof value !== 'number')
    throw new UsageError(
      `--fact ${field}: expected an amount such as 4crore, 60lakh, 500000paise or unknown, received "${text}"`,
    );
  return {
    field,
    value,
    from: names[field]!.of === undefined ? ALWAYS : from,
    to: null,
    source: 'the command line',
  };
};

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

/** `registration.cancelled=2026-09-30` */
export const givenEvent = (given: string, masters: readonly Master[]): readonly [string, LocalDate] => {
  const [name, day] = pair('event', given);
  const known = new Set(declaredEvents(masters).map((event) => event.name));
  if (!known.has(name))
    throw new UsageError(
      `--event: expected an event that a master counts from, received "${name}"${hint(name, known)}

${[...known].map((each) => `  ${each}`).join('\n')}`,
    );
  try {
    return [name, localDate(day)];
  } catch {
    throw new UsageError(`--event ${name}: expected a day such as 2026-09-30, received "${day}"`);
  }
};

const pair = (option: string, given: string): readonly [string, string] => {
  const at = given.indexOf('=');
  if (at < 1) throw new UsageError(`--${option}: expected name=value, received "${given}"`);
  return [given.slice(0, at), given.slice(at + 1)];
};

const hint = (word: string, among: Iterable<string>): string => {
  const meant = nearest(word, among);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
};
