import type { Entity, NewEntity } from '@compliance-os/core';
import { plain } from './cells.ts';
import type { EntityBook } from './entity-book.ts';
import { readEntityCells, type EntityCells } from './entity-cells.ts';
import type { ReadableSheet } from './headers.ts';
import type { OnRecord } from './on-record.ts';
import type { Draft } from './plan-types.ts';
import { RowReader } from './row-reader.ts';

/** Adds what the rows say to the draft. A row with a fault still lends its name to the registrations of the file. */
export const readEntities = (
  sheet: ReadableSheet,
  record: OnRecord,
  book: EntityBook,
  draft: Draft,
): void => {
  const seen = new Map<string, number>();
  for (const sheetRow of sheet.rows) {
    const reader = new RowReader(sheet, sheetRow);
    const cells = readEntityCells(reader);
    const key = plain(cells.pan ?? cells.name);
    const earlier = seen.get(key);
    if (earlier !== undefined) {
      const column = cells.pan === null ? 'name' : 'pan';
      reader.fault(column, `This entity is in the file twice: row ${earlier}.`, 'each entity once');
    } else {
      if (key !== '') seen.set(key, reader.row);
      place(reader, cells, record, book, draft);
    }
    draft.errors.push(...reader.errors);
  }
};

const FIELDS = ['name', 'legalName', 'kind', 'pan', 'cin', 'llpin', 'state'] as const;

const place = (
  reader: RowReader,
  cells: EntityCells,
  record: OnRecord,
  book: EntityBook,
  draft: Draft,
): void => {
  const known = onRecord(cells, record, book);
  const faulty = reader.errors.length > 0 || cells.kind === null;
  if (!known) {
    if (!record.mayAddEntities && !faulty)
      reader.fault('name', 'Adding entities is outside your scope.', 'an entity that you work for');
    const { name, pan } = cells;
    const legalName = cells.legalName ?? name;
    book.add({ added: draft.addedEntities.length, pan, name }, name, legalName, pan ?? '');
    draft.addedEntities.push({ ...cells, legalName, kind: cells.kind ?? 'other' });
    if (reader.errors.length === 0 && !faulty) accept(reader, draft, 'create', { ...cells, legalName });
    return;
  }
  if (known.pan !== null && cells.pan !== null && known.pan !== cells.pan)
    reader.fault('pan', 'The entity is on record with another PAN.', known.pan, cells.pan);
  book.add(
    { known: known.id, pan: cells.pan ?? known.pan, name: cells.name },
    cells.name,
    cells.legalName ?? '',
    cells.pan ?? '',
  );
  if (faulty || reader.errors.length > 0) return;
  const change = Object.fromEntries(
    FIELDS.filter((field) => cells[field] !== null && cells[field] !== known[field]).map((field) => [
      field,
      cells[field],
    ]),
  ) as Partial<NewEntity>;
  draft.knownEntities.add(known.id);
  if (Object.keys(change).length > 0) draft.changedEntities.push({ id: known.id, change });
  accept(reader, draft, Object.keys(change).length > 0 ? 'update' : 'skip', { ...cells });
};

/** By PAN; by name where that is not known. */
const onRecord = ({ pan, name }: EntityCells, record: OnRecord, book: EntityBook): Entity | undefined => {
  const ref = (pan === null ? undefined : book.find(pan)) ?? book.find(name);
  return ref && 'known' in ref ? record.entities.find(({ id }) => id === ref.known) : undefined;
};

const accept = (
  { sheet, row }: RowReader,
  draft: Draft,
  action: 'create' | 'update' | 'skip',
  record: Readonly<Record<string, unknown>>,
): void => {
  draft.rows.push({ sheet, row, action, record });
};
