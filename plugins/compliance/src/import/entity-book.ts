import type { Entity } from '@compliance-os/core';
import { plain } from './cells.ts';
import type { EntityRef } from './plan-types.ts';

/** Entities of the file and on record, found by PAN or by name. */
export class EntityBook {
  readonly #refs = new Map<string, EntityRef[]>();

  constructor(entities: readonly Entity[]) {
    for (const { id, name, legalName, pan } of entities)
      this.add({ known: id, pan, name }, name, legalName, pan ?? '');
  }

  /** All that the text names: none, the one, or several of one name. */
  named(text: string): readonly EntityRef[] {
    return text === '' ? [] : (this.#refs.get(plain(text)) ?? []);
  }

  /** The one that the text names. */
  find(text: string): EntityRef | undefined {
    const [ref, ...others] = this.named(text);
    return others.length === 0 ? ref : undefined;
  }

  /** Later words about the same entity take the place of earlier ones. */
  add(ref: EntityRef, ...keys: readonly string[]): void {
    for (const key of new Set(keys.map(plain))) {
      if (key === '') continue;
      const others = (this.#refs.get(key) ?? []).filter((one) => !isSame(one, ref));
      this.#refs.set(key, [...others, ref]);
    }
  }
}

const isSame = (a: EntityRef, b: EntityRef): boolean =>
  'known' in a ? 'known' in b && a.known === b.known : 'added' in b && a.added === b.added;
