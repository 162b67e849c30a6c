import type { NewEntity } from '@compliance-os/core';
import type { ImportError, ImportPreview } from '../api/imports.ts';
import type { FactValue, LocalDate } from '../domain/index.ts';

/** An entity on record, or the one that a row of the file adds. */
export type EntityRef =
  | { readonly known: string; readonly pan: string | null; readonly name: string }
  | { readonly added: number; readonly pan: string | null; readonly name: string };

export type RegistrationRef = { readonly known: string } | { readonly added: number };

export type SubjectRef =
  | { readonly type: 'entity'; readonly ref: EntityRef }
  | { readonly type: 'registration'; readonly ref: RegistrationRef };

export interface FactWrite {
  readonly entity: EntityRef;
  readonly subject: SubjectRef;
  readonly field: string;
  readonly value: FactValue | null;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  /** null: the import itself */
  readonly source: string | null;
  /** something on record gives way: it ends the day before, or was about the same days */
  readonly replaces: boolean;
}

export interface EventWrite {
  readonly entity: EntityRef;
  readonly subject: SubjectRef;
  readonly name: string;
  readonly date: LocalDate;
  readonly period: string | null;
  readonly reference: string | null;
  /** null: the import itself */
  readonly source: string | null;
}

export interface RegistrationWrite {
  readonly entity: EntityRef;
  readonly type: string;
  readonly number: string;
  readonly stateCode: string | null;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** What the rows come to. Written only where there are no errors at all. */
export interface ImportPlan {
  readonly rows: ImportPreview['rows'];
  readonly errors: readonly ImportError[];
  /** entities on record that the file speaks of */
  readonly knownEntities: readonly string[];
  readonly addedEntities: readonly NewEntity[];
  readonly changedEntities: readonly { readonly id: string; readonly change: Partial<NewEntity> }[];
  readonly addedRegistrations: readonly RegistrationWrite[];
  readonly changedRegistrations: readonly {
    readonly id: string;
    readonly from: LocalDate;
    readonly to: LocalDate | null;
  }[];
  readonly facts: readonly FactWrite[];
  readonly events: readonly EventWrite[];
}

/** A row whose action is known once its facts are settled. */
export interface DraftRow {
  readonly sheet: string;
  readonly row: number;
  /** `fact`: a row of the sheet of facts, which has nothing else */
  readonly action: 'create' | 'update' | 'skip' | 'fact';
  readonly record: Readonly<Record<string, unknown>>;
}

/** A statement of the file, before it is compared with the others and with what is on record. */
export interface StatedFact extends Omit<FactWrite, 'replaces'> {
  readonly by: DraftRow;
  /** header of the column to blame */
  readonly column: string;
}

/** The plan while rows are added to it. */
export interface Draft {
  readonly rows: DraftRow[];
  readonly errors: ImportError[];
  readonly knownEntities: Set<string>;
  readonly addedEntities: NewEntity[];
  readonly changedEntities: { id: string; change: Partial<NewEntity> }[];
  readonly addedRegistrations: RegistrationWrite[];
  readonly changedRegistrations: { id: string; from: LocalDate; to: LocalDate | null }[];
  readonly stated: StatedFact[];
  readonly events: EventWrite[];
}
