import { isPeriodKey } from '../domain/index.ts';
import { eventProblem } from '../services/event-problem.ts';
import { plain } from './cells.ts';
import type { EntityBook } from './entity-book.ts';
import type { ReadableSheet } from './headers.ts';
import type { OnRecord } from './on-record.ts';
import type { Draft } from './plan-types.ts';
import type { RegistrationBook } from './registration-book.ts';
import { RowReader } from './row-reader.ts';
import { readSubject, subjectKey } from './subject-cell.ts';

/** Rows of events, each of one subject on one day. One that is on record already is left as it is. */
export const readEventSheet = (
  sheet: ReadableSheet,
  record: OnRecord,
  entities: EntityBook,
  registrations: RegistrationBook,
  draft: Draft,
): void => {
  const known = new Set(
    record.occurrences.map((row) => keyOf(row.subject_id, row.name, row.date, row.reference)),
  );
  const seen = new Map<string, number>();
  for (const sheetRow of sheet.rows) {
    const reader = new RowReader(sheet, sheetRow);
    const about = readSubject(reader, record, entities, registrations);
    const text = reader.needed('event', 'The event is missing.', 'the name of an event');
    const name = record.events.find((event) => plain(event.name) === plain(text))?.name ?? text;
    if (about && name !== '') {
      const problem = eventProblem(name, about.kind, record.events, record.derivedEvents);
      if (problem) reader.fault('event', problem.message, problem.expected);
    }
    reader.needed('date', 'The day is missing.', 'a date');
    const date = reader.day('date');
    if (date !== null && about && about.from !== null && date < about.from)
      reader.fault('date', 'The subject did not exist on this day.', `a day from ${about.from}`);
    const period = reader.cell('period') || null;
    if (period !== null && !isPeriodKey(period))
      reader.fault('period', 'This is not a period.', 'a period: 2026-10, FY2026-27/Q2 or FY2026-27');
    const reference = reader.cell('reference').slice(0, 100) || null;
    if (about && date !== null) {
      const key = keyOf(subjectKey(about.subject), name, date, reference ?? '');
      const earlier = seen.get(key);
      if (earlier !== undefined)
        reader.fault(
          'date',
          `This event is in the file twice: row ${earlier}.`,
          'each event once, or a reference',
        );
      seen.set(key, earlier ?? reader.row);
    }
    draft.errors.push(...reader.errors);
    if (reader.errors.length > 0 || !about || date === null) continue;
    const isKnown = known.has(keyOf(subjectKey(about.subject), name, date, reference ?? ''));
    draft.rows.push({
      sheet: reader.sheet,
      row: reader.row,
      action: isKnown ? 'skip' : 'create',
      record: { subject: reader.cell('subject'), event: name, date, period, reference },
    });
    if ('known' in about.entity) draft.knownEntities.add(about.entity.known);
    if (isKnown) continue;
    draft.events.push({
      entity: about.entity,
      subject: about.subject,
      name,
      date,
      period,
      reference,
      source: reader.cell('source').slice(0, 300) || null,
    });
  }
};

const keyOf = (subject: string, name: string, date: string, reference: string): string =>
  JSON.stringify([subject, name, date, reference]);
