import type { IncomingMessage } from 'node:http';
import {
  invalid,
  Refusal,
  type Context,
  type Contributions,
  type Db,
  type Entities,
  type Queries,
} from '@compliance-os/core';
import type { z } from 'zod';
import type { ImportCommitted, ImportPreview } from '../api/imports.ts';
import type { OnRecord } from '../import/on-record.ts';
import { planImport, summaryOf } from '../import/plan.ts';
import type { ImportPlan } from '../import/plan-types.ts';
import { readFile } from '../import/read-file.ts';
import { UnreadableFile } from '../import/sheet.ts';
import { readUpload, type UploadedSheet } from '../import/upload.ts';
import { writeImport } from '../import/write.ts';
import { declaredEvents } from '../domain/index.ts';
import { factsOfSubjects } from '../store/facts.ts';
import { occurrencesOf } from '../store/occurrences.ts';
import { allRegistrations, withoutOverlap } from '../store/registrations.ts';
import { loadCatalogue } from './catalogue.ts';

interface Deps {
  readonly db: Db;
  readonly contributions: Contributions;
  readonly entities: Entities;
}

const IMPORT = 'compliance.import.run';

/** Reads the file against what is on record and changes nothing. */
export const previewImport = async (
  deps: Deps,
  ctx: Context,
  request: IncomingMessage,
): Promise<ImportPreview> => {
  const upload = await readUpload(request);
  const { sheets, plan } = await planOf(deps, deps.db.read(ctx), ctx, upload);
  return {
    fileHash: upload.hash,
    sheets,
    rows: plan.rows,
    errors: [...plan.errors],
    summary: summaryOf(plan),
  };
};

/**
 * Writes all of the file or none of it.
 * @throws Refusal `IMPORT_OTHER_FILE` where it is not the file of the preview; `IMPORT_REFUSED` with every error
 */
export const commitImport = async (
  deps: Deps,
  ctx: Context,
  request: IncomingMessage,
): Promise<z.input<typeof ImportCommitted>> => {
  const upload = await readUpload(request);
  if (upload.fields['fileHash'] !== upload.hash) {
    throw new Refusal(
      'IMPORT_OTHER_FILE',
      'Preview this file first, then send it with the hash of the preview.',
      [
        {
          path: 'fileHash',
          message: 'not the hash of this file',
          expected: upload.hash,
          received: upload.fields['fileHash'] ?? 'nothing',
        },
      ],
    );
  }
  return deps.db.tenant(ctx, async (tx) => {
    const { plan } = await planOf(deps, tx, ctx, upload);
    if (plan.errors.length > 0) throw refusalOf(plan);
    const source = `import of ${ctx.today}, ${upload.name.slice(0, 100)}`;
    const entityIds = await withoutOverlap(deps.db, ctx, () =>
      writeImport(tx, ctx, deps.entities, plan, source),
    );
    return { fileHash: upload.hash, summary: summaryOf(plan), entityIds: [...entityIds] };
  });
};

const planOf = async (
  deps: Deps,
  q: Queries,
  ctx: Context,
  upload: UploadedSheet,
): Promise<{ readonly sheets: string[]; readonly plan: ImportPlan }> => {
  const sheets = await readFile(Buffer.from(upload.bytes)).catch((error: unknown) => {
    if (error instanceof UnreadableFile)
      throw invalid(error.message, [
        { path: 'file', message: error.message, expected: error.expected, received: error.received },
      ]);
    throw error;
  });
  return {
    sheets: sheets.map(({ name }) => name),
    plan: planImport(sheets, await onRecord(deps, q, ctx)),
  };
};

const onRecord = async (deps: Deps, q: Queries, ctx: Context): Promise<OnRecord> => {
  const catalogue = await loadCatalogue(ctx, deps.contributions, q);
  const entities = await deps.entities.list(ctx);
  const registrations = await allRegistrations(q, ctx.tenant);
  const subjects = [...entities.map(({ id }) => id), ...registrations.map(({ id }) => id)];
  return {
    entities,
    registrations,
    facts: await factsOfSubjects(q, ctx.tenant, subjects),
    types: catalogue.registrationTypes,
    fields: catalogue.fields,
    occurrences: await occurrencesOf(q, ctx.tenant, subjects),
    events: declaredEvents(catalogue.masters),
    derivedEvents: catalogue.derivedEvents,
    today: ctx.today,
    mayAddEntities: ctx.access.isUnlimited(IMPORT),
    covers: (entityId, family) => ctx.access.covers(IMPORT, entityId, family === undefined ? {} : { family }),
  };
};

const refusalOf = ({ errors }: ImportPlan): Refusal =>
  new Refusal(
    'IMPORT_REFUSED',
    `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}; nothing was imported.`,
    errors.slice(0, 200).map(({ sheet, row, column, message, expected, received }) => ({
      path: `${sheet}!${row}.${column}`,
      message,
      ...(expected === undefined ? {} : { expected }),
      ...(received === undefined ? {} : { received }),
    })),
  );
