/** How a GSTIN files, read from what it owes: the obligations were made from its dated facts, with their reasons. */
import type { Master } from '@compliance-os/compliance';
import type { ChainInstance } from './filing-chain.ts';
import { qrmpGroup } from './state-codes.ts';

export interface QrmpMeaning {
  readonly group: 'A' | 'B' | null;
  readonly dueDay: number | null;
  readonly meaning: string;
}

const DUE_DAY = { A: 22, B: 24 } as const;

/** What the group of the state means for the quarterly GSTR-3B (Notification 76/2020-CT as amended). */
export function qrmpMeaning(stateCode: string): QrmpMeaning {
  const group = qrmpGroup(stateCode);
  if (group === null)
    return {
      group,
      dueDay: null,
      meaning: `State code ${stateCode} is in neither list of Notification 76/2020-CT: the day of a quarterly GSTR-3B is not determined.`,
    };
  const dueDay = DUE_DAY[group];
  return {
    group,
    dueDay,
    meaning: `Group ${group}: a quarterly GSTR-3B is due on the ${dueDay}${group === 'A' ? 'nd' : 'th'} of the month after the quarter. A monthly one is due on the 20th in every state.`,
  };
}

export interface FilingHabit {
  readonly value: boolean | null;
  readonly reasons: readonly string[];
}

/** Whether the GSTR-3B that covers the day is owed for the quarter or for the month. */
export function filingHabit(
  instances: readonly (ChainInstance & { readonly periodLabel: string })[],
  day: string,
): FilingHabit {
  const onDay = instances.filter(({ periodFrom, periodTo }) => periodFrom <= day && day <= periodTo);
  const quarterly = onDay.find(({ masterCode }) => masterCode === 'GST-GSTR3B-Q');
  if (quarterly !== undefined)
    return {
      value: true,
      reasons: [
        `GSTR-3B of ${quarterly.periodLabel} is owed for the whole quarter.`,
        'QRMP is chosen and the aggregate turnover is up to 5 crore (rule 61A).',
      ],
    };
  const monthly = onDay.find(({ masterCode }) => masterCode === 'GST-GSTR3B-M');
  if (monthly !== undefined)
    return {
      value: false,
      reasons: [
        `GSTR-3B of ${monthly.periodLabel} is owed for the month.`,
        'QRMP is not chosen, not open to this type of registration, or the turnover is above 5 crore (rule 61A).',
      ],
    };
  const composition = onDay.find(({ masterCode }) => masterCode === 'GST-CMP08');
  return composition === undefined
    ? {
        value: null,
        reasons: [
          `No GSTR-3B that covers ${day} is on record.`,
          'Either nothing has been generated for this day, or one of gstin.type, gstin.status, gstin.qrmp and gstin.aato is not known.',
        ],
      }
    : {
        value: null,
        reasons: [
          'Under composition there is no GSTR-3B: CMP-08 for the quarter, GSTR-4 for the year (s.10, rule 62).',
        ],
      };
}

export interface Blocking {
  readonly before: { readonly masterCode: string; readonly form: string };
  readonly after: { readonly masterCode: string; readonly form: string };
  readonly period: 'same' | 'previous' | 'within';
  readonly law: string | null;
}

/** Which return holds back which, among masters that the registration owes something under. */
export function blockingOrder(masters: readonly Master[], owed: ReadonlySet<string>): readonly Blocking[] {
  const forms = new Map(masters.map(({ code, form }) => [code, form]));
  return masters
    .filter(({ code }) => owed.has(code))
    .flatMap((master) =>
      master.dependencies
        .filter((one) => one.effect === 'blocks' && owed.has(one.master))
        .map((one) => ({
          before: { masterCode: one.master, form: forms.get(one.master) ?? one.master },
          after: { masterCode: master.code, form: master.form },
          period: one.period,
          law: one.law ?? null,
        })),
    );
}
