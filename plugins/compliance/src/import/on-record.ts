import type { Entity } from '@compliance-os/core';
import type { RegistrationType } from '../api/points.ts';
import type { DeclaredEvent, FieldNames } from '../domain/index.ts';
import type { FactNow } from '../store/facts.ts';
import type { OccurrenceNow } from '../store/occurrences.ts';

export interface KnownRegistration {
  readonly id: string;
  readonly entityId: string;
  readonly type: string;
  readonly number: string;
  readonly stateCode: string | null;
  readonly from: string;
  readonly to: string | null;
}

/** What an import is compared with. */
export interface OnRecord {
  readonly entities: readonly Entity[];
  readonly registrations: readonly KnownRegistration[];
  readonly facts: readonly FactNow[];
  readonly occurrences: readonly OccurrenceNow[];
  readonly types: readonly RegistrationType[];
  readonly fields: FieldNames;
  /** what masters know by name, and which of it follows from the record */
  readonly events: readonly DeclaredEvent[];
  readonly derivedEvents: readonly string[];
  /** IST, `YYYY-MM-DD` */
  readonly today: string;
  /** whether the one who imports may add entities */
  readonly mayAddEntities: boolean;
  /** whether the one who imports may write about the entity; a family narrows it to one body of law */
  readonly covers: (entityId: string, family?: string) => boolean;
}
