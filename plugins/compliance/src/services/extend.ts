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
  localDate,
  parsePeriod,
  previewExtension,
  standUnder,
  type DueDates,
  type ExtendableInstance,
  type ExtensionOutcome,
  type Fact,
  type GovernmentNotification,
  type NewlyUnder,
} from '../domain/index.ts';
import {
  concernedBy,
  findExtension,
  lockInstances,
  markReversed,
  movedBy,
  putInForce,
  recordCounts,
  underExtensions,
  type ConcernedRow,
} from '../store/extension-rows.ts';
import {
  appliedExtensions,
  moveDates,
  recordDates,
  recordEffects,
  type AppliedExtension,
  type DateLine,
} from '../store/extensions.ts';
import { contentHash } from '../store/content-hash.ts';
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
  const judged = await judge(db.read(ctx), ctx, notification);
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
 * Applied again it moves what it has not reached: what was undetermined and is known now, what came back since.
 * @throws Refusal `EXTENSION_APPLIED` where it is in force and says something else
 */
export const applyNotification = async (
  deps: ExtendDeps,
  ctx: Context,
  notification: GovernmentNotification,
): Promise<{ readonly id: string }> =>
  deps.db.tenant(ctx, async (tx) => {
    const { id, notification: standing } = await putInForce(tx, ctx, notification);
    if (contentHash(standing) !== contentHash(notification)) {
      throw new Refusal('EXTENSION_APPLIED', `${notification.number} is in force and says something else.`, [
        {
          path: 'notification',
          message: 'in force already with another content',
          expected: 'the notification as it was applied, or to take that back first',
          received: notification.id,
        },
      ]);
    }
    const concerned = await concernedBy(tx, ctx, notification);
    await lockInstances(
      tx,
      ctx.tenant,
      concerned.map((row) => row.id),
    );
    const judged = await judge(tx, ctx, notification);
    const moves = judged.flatMap(({ row, outcome }) =>
      outcome.kind === 'moves' ? [{ row, dates: outcome.after, added: [{ notification, ...outcome }] }] : [],
    );
    await redate(deps, tx, ctx, moves, [{ id, notification }], 'extended');
    const { moves: _moves, unbreached: _unbreached, ...rest } = countsOf(judged);
    await recordCounts(tx, ctx.tenant, id, rest);
    await tell(deps, ctx, id, notification.number, moves, false);
    return { id };
  });

/**
 * Takes an extension back: what it moved stands under what else is in force, also under what made no difference beside
 * it. What was closed meanwhile keeps its date.
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
    const ids = (await movedBy(tx, ctx.tenant, id)).map((row) => row.id);
    await lockInstances(tx, ctx.tenant, ids);
    const applied = await appliedExtensions(tx, ctx.tenant);
    const moved = await standing(tx, ctx, await underExtensions(tx, ctx.tenant, ids), applied);
    const source = { extensionId: id, source: `${extension.number} taken back: ${reason}` };
    await redate(deps, tx, ctx, moved, applied, 'withdrawn', source);
    await tell(deps, ctx, id, extension.number, moved, true);
  });

/**
 * An instance that was closed and is open again stands under what was put in force or taken back meanwhile.
 * @returns whether its dates moved, and with them its revision
 */
export const foldAgain = async (
  deps: Pick<ExtendDeps, 'config'>,
  q: Queries,
  ctx: Context,
  instanceId: string,
): Promise<boolean> => {
  const applied = await appliedExtensions(q, ctx.tenant);
  const moved = await standing(q, ctx, await underExtensions(q, ctx.tenant, [instanceId]), applied);
  const source = { extensionId: null, source: 'taken back while it was closed' };
  const [only] = moved;
  await writeDates(deps, q, ctx, moved, applied, only?.added.length ? 'extended' : 'withdrawn', source);
  return moved.length > 0;
};

/** An instance with the dates it comes to stand under, and the notifications that are new to it. */
interface Redated {
  readonly row: ConcernedRow;
  readonly dates: DueDates;
  readonly added: readonly Pick<NewlyUnder, 'notification' | 'before' | 'after' | 'unbreached'>[];
}

/** Of open instances, those whose dates are not what everything in force makes them. */
const standing = async (
  q: Queries,
  ctx: Context,
  rows: readonly ConcernedRow[],
  applied: readonly AppliedExtension[],
): Promise<readonly Redated[]> => {
  const notifications = applied.map(({ notification }) => notification);
  const facts = await factsOf(q, ctx.tenant, notifications, rows);
  return rows.flatMap((row) => {
    if (row.statutory_date === null || closedOn(row) !== null) return [];
    const instance = {
      ...extendable(row, facts.get(row.subject_id) ?? [], applied),
      statutory: row.statutory_date,
    };
    const { dates, added } = standUnder(notifications, instance, localDate(ctx.today));
    const same = dates.extended === row.extended_date && dates.feeFreeUntil === row.fee_free_until;
    return same ? [] : [{ row, dates, added }];
  });
};

/** Writes the dates, what each new notification did, and the line in the history; colours and exposure follow at once. */
const redate = async (
  deps: ExtendDeps,
  q: Queries,
  ctx: Context,
  moved: readonly Redated[],
  applied: readonly AppliedExtension[],
  action: 'extended' | 'withdrawn',
  source?: Pick<DateLine, 'extensionId' | 'source'>,
): Promise<void> => {
  if (moved.length === 0) return;
  await writeDates(deps, q, ctx, moved, applied, action, source);
  const subjects = [...new Set(moved.map(({ row }) => row.subject_id))];
  const catalogue = await loadCatalogue(ctx, deps.contributions, q);
  await refreshStates(q, ctx.tenant, ctx.today, frozenIn(catalogue), subjects);
  await priceSubjects(q, ctx, catalogue, subjects);
};

const writeDates = async (
  { config }: Pick<ExtendDeps, 'config'>,
  q: Queries,
  ctx: Context,
  moved: readonly Redated[],
  applied: readonly AppliedExtension[],
  action: 'extended' | 'withdrawn',
  source?: Pick<DateLine, 'extensionId' | 'source'>,
): Promise<void> => {
  if (moved.length === 0) return;
  const settings = await settingsOf(ctx, config);
  await moveDates(
    q,
    ctx.tenant,
    moved.map(({ row, dates }) => ({ instanceId: row.id, dates, target: targetOf(dates, settings) })),
  );
  if (action === 'withdrawn' && source !== undefined) {
    await recordDates(
      q,
      ctx.tenant,
      'withdrawn',
      moved.map(({ row, dates }) => ({ instanceId: row.id, dates, ...source })),
    );
  }
  const idOf = new Map(applied.map(({ id, notification }) => [notification.id, id]));
  await recordEffects(
    q,
    ctx.tenant,
    moved.flatMap(({ row, added }) =>
      added.map(({ notification, before, after, unbreached }) => ({
        extensionId: idOf.get(notification.id)!,
        instanceId: row.id,
        source: notification.number,
        statutory: after.statutory,
        before: effectiveDate(before),
        after,
        unbreached,
      })),
    ),
  );
};

const judge = async (
  q: Queries,
  ctx: Context,
  notification: GovernmentNotification,
): Promise<readonly Judged[]> => {
  const rows = await concernedBy(q, ctx, notification);
  const applied = await appliedExtensions(q, ctx.tenant);
  const facts = await factsOf(q, ctx.tenant, [notification], rows);
  return rows.map((row) => ({
    row,
    outcome: previewExtension(
      notification,
      extendable(row, facts.get(row.subject_id) ?? [], applied),
      localDate(ctx.today),
    ),
  }));
};

const extendable = (
  row: ConcernedRow,
  facts: readonly Fact[],
  applied: readonly AppliedExtension[],
): ExtendableInstance => ({
  id: row.id,
  master: row.master_code,
  period: parsePeriod(row.period, localDate(row.period_from)),
  facts,
  statutory: row.statutory_date,
  inForce: notificationsOf(row, applied),
  filedOn: closedOn(row),
});

/** Filed under the old date; what was closed in another way counts as closed on it and does not move either. */
const closedOn = (row: ConcernedRow) =>
  row.filed_on ??
  (row.before_onboarding || row.status === 'waived' || row.status === 'not-used' ? row.statutory_date : null);

const notificationsOf = (
  row: ConcernedRow,
  inForce: readonly AppliedExtension[],
): readonly GovernmentNotification[] =>
  inForce.filter(({ id }) => row.in_force.includes(id)).map(({ notification }) => notification);

/** Facts are read only where a notification asks for them. */
const factsOf = async (
  q: Queries,
  tenant: string,
  notifications: readonly GovernmentNotification[],
  rows: readonly ConcernedRow[],
) => {
  const facts = new Map<string, readonly Fact[]>();
  if (notifications.every(({ scope }) => scope.where === undefined)) return facts;
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

/** Those who own the instances are told. */
const tell = async (
  { events }: Pick<ExtendDeps, 'events'>,
  ctx: Context,
  extensionId: string,
  number: string,
  moved: readonly Redated[],
  reversed: boolean,
): Promise<void> => {
  for (const part of chunksOf(moved, IDS_IN_EVENT)) {
    await events.emit(ctx, extensionApplied, extensionId, {
      extensionId,
      number,
      instanceIds: part.map(({ row }) => row.id),
      reversed,
    });
  }
};
