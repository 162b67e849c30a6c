import { readHeaders, type ReadableSheet } from './headers.ts';
import { EntityBook } from './entity-book.ts';
import { readEntities } from './entity-rows.ts';
import { readEventSheet } from './event-rows.ts';
import { readFactSheet } from './fact-rows.ts';
import { KINDS } from './columns.ts';
import type { OnRecord } from './on-record.ts';
import type { Draft, ImportPlan } from './plan-types.ts';
import { RegistrationBook } from './registration-book.ts';
import { readRegistrations } from './registration-rows.ts';
import { settleFacts } from './settle-facts.ts';
import type { Sheet } from './sheet.ts';

/**
 * What an import would do. Pure: the same file against the same record gives the same plan, which is how a commit
 * repeats its preview. Every error of every row is reported at once.
 */
export const planImport = (sheets: readonly Sheet[], record: OnRecord): ImportPlan => {
  const draft: Draft = {
    rows: [],
    errors: [],
    knownEntities: new Set(),
    addedEntities: [],
    changedEntities: [],
    addedRegistrations: [],
    changedRegistrations: [],
    stated: [],
    events: [],
  };
  const readable: ReadableSheet[] = [];
  for (const one of sheets) {
    const { sheet, errors } = readHeaders(one, record.types);
    draft.errors.push(...errors);
    if (sheet !== undefined) readable.push(sheet);
  }
  const entities = new EntityBook(record.entities);
  const registrations = new RegistrationBook(record.registrations, record.entities);
  for (const kind of KINDS) {
    for (const sheet of readable.filter((one) => one.kind === kind)) {
      if (kind === 'entities') readEntities(sheet, record, entities, draft);
      else if (kind === 'registrations') readRegistrations(sheet, record, entities, registrations, draft);
      else if (kind === 'facts') readFactSheet(sheet, record, entities, registrations, draft);
      else readEventSheet(sheet, record, entities, registrations, draft);
    }
  }
  const facts = settleFacts(draft.stated, record.facts, draft);
  const { stated: _, ...rest } = draft;
  return {
    ...rest,
    knownEntities: [...draft.knownEntities],
    errors: draft.errors.toSorted(byPlace(sheets)),
    rows: draft.rows
      .map((row) => ({
        ...row,
        record: { ...row.record },
        action: actionOf(row.action, facts.changed.has(row)),
      }))
      .toSorted(byPlace(sheets)),
    facts: facts.writes,
  };
};

const actionOf = (
  action: Draft['rows'][number]['action'],
  factsChange: boolean,
): 'create' | 'update' | 'skip' => {
  if (action === 'fact') return factsChange ? 'create' : 'skip';
  return action === 'skip' && factsChange ? 'update' : action;
};

interface Placed {
  readonly sheet: string;
  readonly row: number;
}

/** In the order of the file. */
const byPlace = (sheets: readonly Sheet[]) => {
  const order = new Map(sheets.map(({ name }, at) => [name, at]));
  return (a: Placed, b: Placed): number =>
    (order.get(a.sheet) ?? 0) - (order.get(b.sheet) ?? 0) || a.row - b.row;
};

export const summaryOf = ({ rows, errors }: Pick<ImportPlan, 'rows' | 'errors'>) => ({
  create: rows.filter(({ action }) => action === 'create').length,
  update: rows.filter(({ action }) => action === 'update').length,
  skip: rows.filter(({ action }) => action === 'skip').length,
  errors: errors.length,
});
