import { localDate, type LocalDate } from '../domain/index.ts';
import { plain } from './cells.ts';
import type { KnownRegistration, OnRecord } from './on-record.ts';
import type { EntityRef, RegistrationRef } from './plan-types.ts';

export interface FoundRegistration {
  readonly type: string;
  readonly entity: EntityRef;
  readonly ref: RegistrationRef;
  readonly stateCode: string | null;
  /** its first day, as the file or the record has it */
  readonly from: LocalDate;
}

/** Registrations of the file and on record, found by number. */
export class RegistrationBook {
  readonly #found = new Map<string, FoundRegistration>();

  constructor(registrations: readonly KnownRegistration[], entities: OnRecord['entities']) {
    const byId = new Map(entities.map((entity) => [entity.id, entity]));
    for (const { id, entityId, type, number, stateCode, from } of registrations) {
      const entity = byId.get(entityId);
      this.add(number, {
        type,
        entity: { known: entityId, pan: entity?.pan ?? null, name: entity?.name ?? '' },
        ref: { known: id },
        stateCode,
        from: localDate(from),
      });
    }
  }

  find(number: string): FoundRegistration | undefined {
    return this.#found.get(plain(number));
  }

  add(number: string, found: FoundRegistration): void {
    this.#found.set(plain(number), found);
  }
}
