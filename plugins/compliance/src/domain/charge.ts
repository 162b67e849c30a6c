/** What an accrual is asked for and one line of its answer. Calculation: `accrual.ts`. */
import type { LocalDate } from './calendar.ts';
import type { DueDates } from './extension.ts';
import type { Fact } from './facts.ts';
import type { Heads } from './fee-schema.ts';
import type { Paise } from './money.ts';
import type { Period } from './period.ts';

export interface AccrualInput {
  readonly period: Period;
  readonly dates: DueDates;
  /** day up to which it is counted: today while open, the filing day once filed */
  readonly upTo: LocalDate;
  readonly facts: readonly Fact[];
  /** declared nil; null while not declared, which is priced as not nil */
  readonly nil: boolean | null;
  /** amounts interest and caps run on, by name (`tax.net`), in paise; absent or null is unknown */
  readonly amounts: Readonly<Record<string, Paise | null>>;
  readonly events: Readonly<Record<string, LocalDate>>;
  /** filing days of other masters for the same subject and period */
  readonly filedOn: Readonly<Record<string, LocalDate>>;
}

export type Charge =
  | { readonly kind: 'none'; readonly name: string; readonly reason: string }
  | { readonly kind: 'unpriced'; readonly name: string; readonly reason: string; readonly law: string }
  | {
      readonly kind: 'priced';
      readonly name: string;
      readonly amount: Paise;
      /** paise by head; interest and flat fees have the one head `total` */
      readonly heads: Heads;
      /** paise added tomorrow if nothing happens; 0 once capped */
      readonly perDay: Paise;
      readonly days: number;
      readonly capped: boolean;
      readonly law: string;
      readonly assumptions: readonly string[];
    };
