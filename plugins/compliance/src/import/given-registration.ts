import type { ParsedNumber, RegistrationType } from '../api/points.ts';
import type { FactValue, LocalDate } from '../domain/index.ts';
import type { EntityRef } from './plan-types.ts';

/** A row whose every cell could be read. */
export interface GivenRegistration {
  readonly entity: EntityRef;
  readonly type: RegistrationType;
  readonly parsed: Extract<ParsedNumber, { ok: true }>;
  readonly stateCode: string | null;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  /** the day from which the facts hold, where the row says one */
  readonly factsFrom: LocalDate | null;
  readonly facts: readonly GivenFact[];
}

export interface GivenFact {
  readonly field: string;
  readonly value: FactValue | null;
  /** key of the column that says it */
  readonly column: string;
  /** the days that it is about by itself; null: since the day from which the facts of the row hold */
  readonly days: { readonly from: LocalDate; readonly to: LocalDate | null } | null;
}

/** Facts of a number that hold from its first day: those that it states by itself, unless the row says them too. */
export const ownFacts = ({ parsed, facts }: GivenRegistration): readonly GivenFact[] =>
  parsed.facts
    .filter(({ field }) => !facts.some((said) => said.field === field && said.value !== null))
    .map((fact) => ({ ...fact, column: 'number', days: null }));
