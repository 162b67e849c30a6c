/** What planning tests compare with: the kinds of registration and the events of GST, and a record to build on. */
import gst from '@compliance-os/gst/plugin';
import type { MastersContribution, RegistrationType } from '../src/api/points.ts';
import { declaredEvents } from '../src/domain/index.ts';
import type { OnRecord } from '../src/import/on-record.ts';
import { planImport } from '../src/import/plan.ts';
import type { ImportPlan } from '../src/import/plan-types.ts';
import { readFile } from '../src/import/read-file.ts';

/** As the plugin contributes it. */
export const gstin = async (): Promise<RegistrationType> => {
  const contribution = gst.contributes?.find(({ point }) => point.id === 'compliance.registration-types');
  return (await contribution!.load()).default as RegistrationType;
};

const law = async (): Promise<MastersContribution> => {
  const contribution = gst.contributes?.find(({ point }) => point.id === 'compliance.masters');
  return (await contribution!.load()).default as MastersContribution;
};

export const nothing = async (part: Partial<OnRecord> = {}): Promise<OnRecord> => ({
  entities: [],
  registrations: [],
  facts: [],
  occurrences: [],
  types: [await gstin()],
  fields: (await law()).fields,
  events: declaredEvents((await law()).masters),
  derivedEvents: ['registration.granted'],
  today: '2026-11-22',
  mayAddEntities: true,
  covers: () => true,
  ...part,
});

/** The plan of a CSV text. */
export const planOf = async (text: string, record?: OnRecord): Promise<ImportPlan> =>
  planImport(await readFile(Buffer.from(text)), record ?? (await nothing()));

/** `row column: message (expected / received)` */
export const shown = ({ errors }: Pick<ImportPlan, 'errors'>): string[] =>
  errors.map(
    ({ sheet, row, column, message, expected, received }) =>
      `${sheet} ${row} ${column}: ${message} (${expected ?? ''} / ${received ?? ''})`,
  );
