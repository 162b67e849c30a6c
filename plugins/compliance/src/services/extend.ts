import {
  notFound,
  Refusal,
  type Context,
  type Contributions,
  type Db,
  type Events,
  type Queries,
  type TenantConfig,
} from '@compliance-os/core';
import type { z } from 'zod';
import { extensionApplied } from '../api/events.ts';
import type { ExtensionCounts, ExtensionPreview } from '../api/extensions.ts';
import {
  effectiveDate,
  foldNotifications,
  localDate,
  parsePeriod,
  previewExtension,
  type ExtensionOutcome,
  type GovernmentNotification,
} from '../domain/index.ts';
import {
  concernedBy,
  findExtension,
  insertExtension,
  markReversed,
  movedBy,
  type ConcernedRow,
} from '../store/extension-rows.ts';
import {
  appliedExtensions,
  moveDates,
  recordDates,
  recordEffects,
  type AppliedExtension,
} from '../store/extensions.ts';
import { refreshStates } from '../store/states.ts';
import { listSubjects, withKnowledge } from '../store/subjects.ts';
import { frozenIn, loadCatalogue } from './catalogue.ts';
import { chunksOf } from './plan.ts';
import { settingsOf } from './settings.ts';
import { targetOf } from './target.ts';
import { priceSubjects } from './refresh.ts';

export interface ExtendDeps {
  readonly db: Db;
  readonly contributions: Contributions;
  readonly events: Events;
  readonly config: TenantConfig;
}

type Counts = z.output<typeof ExtensionCounts>;
interface Judged {
  readonly row: ConcernedRow;
  readonly outcome: ExtensionOutcome;
}

const SHOWN = 500;
const IDS_IN_EVENT = 500;
const SUBJECTS_AT_ONCE = 500;

/** What a notification would do, instance by instance, without doing it. */
export const previewOf = async (
  { db }: Pick<ExtendDeps, 'db'>,
  ctx: Context,
  notification: GovernmentNotification,
): Promise<z.input<typeof ExtensionPreview>> => {
  const judged = await judge(db.read(ctx), ctx, notification, false);
  return {
    counts: countsOf(judged),
    rows: judged
      .filter(({ outcome }) => outcome.kind !== 'out-of-scope' && outcome.kind !== 'already-applied')
      .slice(0, SHOWN)
      .map(({ row, outcome }) => ({
        instanceId: row.id,
        form: row.form,
        entityName: row.entity_name,
        subjectLabel: row.subject_label,
        periodLabel: row.period_label,
        outcome: outcome.kind as 'moves',
        before: 'before' in outcome ? effectiveDate(outcome.before) : row.statutory_date,
        after: outcome.kind === 'moves' ? effectiveDate(outcome.after) : null,
        feeFreeUntil: outcome.kind === 'moves' ? outcome.after.feeFreeUntil : null,
        unbreached: outcome.kind === 'moves' && outcome.unbreached,
        missing: outcome.kind === 'undetermined' ? [...outcome.missing] : [],
      })),
  };
};

/**
 * Puts a notification in force: open instances in its scope move, filed ones keep the date they were filed under.
 * @throws Refusal `EXTENSION_APPLIED`
 */
export const applyNotification = async (
  deps: ExtendDeps,
  ctx: Context,
  notification: GovernmentNotification,
): Promise<{ readonly id: string; readonly counts: Counts }> =>
  deps.db.tenant(ctx, async (tx) => {
    const judged = await judge(tx, ctx, notification, true);
    const counts = countsOf(judged);
    const settings = await settingsOf(ctx, deps.config);
    const id = await insertExtension(tx, ctx, notification, counts);
    if (id === undefined) {
      throw new Refusal('EXTENSION_APPLIED', `${notification.number} is in force already.`, [
        { path: 'notification.id', message: 'in force already', received: notification.id },
      ]);
    }
    const moves = judged.flatMap(({ row, outcome }) => (outcome.kind === 'moves' ? [{ row, outcome }] : []));
    if (moves.length > 0) {
      await moveDates(
        tx,
        ctx.tenant,
        moves.map(({ row, outcome }) => ({
          instanceId: row.id,
          dates: outcome.after,
          target: targetOf(outcome.after, settings),
        })),
      );
      await recordEffects(
        tx,
        ctx.tenant,
        moves.map(({ row, outcome }) => ({
          extensionId: id,
          instanceId: row.id,
          source: notification.number,
          statutory: outcome.after.statutory,
          before: effectiveDate(outcome.before),
          after: outcome.after,
          unbreached: outcome.unbreached,
        })),
      );
      await afterwards(
        deps,
        tx,
        ctx,
        id,
        notification.number,
        moves.map(({ row }) => row),
        false,
      );
    }
    return { id, counts };
  });

/**
 * Takes an extension back: what it moved is folded again from the statutory date and what else is in force.
 * @throws Refusal `NOT_FOUND`, `EXTENSION_REVERSED`
 */
export const reverseExtension = async (
  deps: ExtendDeps,
  ctx: Context,
  id: string,
  reason: string,
): Promise<void> =>
  deps.db.tenant(ctx, async (tx) => {
    const extension = await findExtension(tx, ctx.tenant, id);
    if (!extension) throw notFound('extension');
    if (!(await markReversed(tx, ctx, id, reason)))
      throw new Refusal('EXTENSION_REVERSED', `${extension.number} has been taken back already.`);
    const inForce = await appliedExtensions(tx, ctx.tenant);
    const open = (await movedBy(tx, ctx.tenant, id)).filter(
      ({ filed_on, statutory_date }) => filed_on === null && statutory_date !== null,
    );
    if (open.length === 0) return;
    const settings = await settingsOf(ctx, deps.config);
    const moved = open.map((row) => {
      const dates = foldNotifications(row.statutory_date!, notificationsOf(row, inForce));
      return {
        instanceId: row.id,
        extensionId: id,
        source: `${extension.number} taken back: ${reason}`,
        dates,
        target: targetOf(dates, settings),
      };
    });
    await moveDates(tx, ctx.tenant, moved);
    await recordDates(tx, ctx.tenant, 'withdrawn', moved);
    await afterwards(deps, tx, ctx, id, extension.number, open, true);
  });

const judge = async (
  q: Queries,
  ctx: Context,
  notification: GovernmentNotification,
  lock: boolean,
): Promise<readonly Judged[]> => {
  const rows = await concernedBy(q, ctx, notification, lock);
  const inForce = await appliedExtensions(q, ctx.tenant);
  const facts = await factsOf(q, ctx.tenant, notification, rows);
  return rows.map((row) => ({
    row,
    outcome: previewExtension(
      notification,
      {
        id: row.id,
        master: row.master_code,
        period: parsePeriod(row.period, localDate(row.period_from)),
        facts: facts.get(row.subject_id) ?? [],
        statutory: row.statutory_date,
        inForce: notificationsOf(row, inForce),
        filedOn: closedOn(row),
      },
      localDate(ctx.today),
    ),
  }));
};

/** Filed under the old date; what was closed in another way counts as closed on it and does not move either. */
const closedOn = (row: ConcernedRow) =>
  row.filed_on ??
  (row.before_onboarding || row.status === 'waived' || row.status === 'not-used' ? row.statutory_date : null);

const notificationsOf = (
  row: ConcernedRow,
  inForce: readonly AppliedExtension[],
): readonly GovernmentNotification[] =>
  inForce.filter(({ id }) => row.in_force.includes(id)).map(({ notification }) => notification);

/** Facts are read only where the notification asks for them. */
const factsOf = async (
  q: Queries,
  tenant: string,
  notification: GovernmentNotification,
  rows: readonly ConcernedRow[],
) => {
  const facts = new Map<string, Awaited<ReturnType<typeof withKnowledge>>[number]['subject']['facts']>();
  if (notification.scope.where === undefined) return facts;
  for (const ids of chunksOf([...new Set(rows.map(({ subject_id }) => subject_id))], SUBJECTS_AT_ONCE)) {
    const subjects = await withKnowledge(q, tenant, await listSubjects(q, tenant, { subjectIds: ids }));
    for (const { id, subject } of subjects) facts.set(id, subject.facts);
  }
  return facts;
};

const countsOf = (judged: readonly Judged[]): Counts => {
  const count = (kind: ExtensionOutcome['kind']): number =>
    judged.filter(({ outcome }) => outcome.kind === kind).length;
  return {
    moves: count('moves'),
    unbreached: judged.filter(({ outcome }) => outcome.kind === 'moves' && outcome.unbreached).length,
    filed: count('filed'),
    undetermined: count('undetermined'),
    unchanged: count('unchanged') + count('already-applied'),
    awaiting: count('awaits-date'),
  };
};

/** Colours and exposure follow the dates at once; those who own the instances are told. */
const afterwards = async (
  deps: ExtendDeps,
  q: Queries,
  ctx: Context,
  extensionId: string,
  number: string,
  rows: readonly ConcernedRow[],
  reversed: boolean,
): Promise<void> => {
  const subjects = [...new Set(rows.map(({ subject_id }) => subject_id))];
  const catalogue = await loadCatalogue(ctx, deps.contributions, q);
  await refreshStates(q, ctx.tenant, ctx.today, frozenIn(catalogue), subjects);
  await priceSubjects(q, ctx, catalogue, subjects);
  for (const part of chunksOf(rows, IDS_IN_EVENT)) {
    await deps.events.emit(ctx, extensionApplied, extensionId, {
      extensionId,
      number,
      instanceIds: part.map(({ id }) => id),
      reversed,
    });
  }
};
