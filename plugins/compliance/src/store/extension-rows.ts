import { newId, reachSql, type Context, type Page, type Queries } from '@compliance-os/core';
import type { z } from 'zod';
import type { ExtensionCounts, ExtensionItem, ExtensionQuery } from '../api/extensions.ts';
import type { GovernmentNotification, InstanceStatus, LocalDate, Span } from '../domain/index.ts';
import { STANDING_FILED_ON } from './instance-columns.ts';
import { readPage } from './page.ts';

type Counts = z.output<typeof ExtensionCounts>;
type Item = z.input<typeof ExtensionItem>;

/** An instance that a notification may concern. */
export interface ConcernedRow {
  readonly id: string;
  readonly master_code: string;
  readonly form: string;
  readonly family: string;
  readonly entity_id: string;
  readonly entity_name: string;
  readonly subject_id: string;
  readonly subject_label: string;
  readonly period: string;
  readonly period_from: string;
  readonly period_label: string;
  readonly statutory_date: LocalDate | null;
  readonly extended_date: LocalDate | null;
  readonly fee_free_until: LocalDate | null;
  readonly status: InstanceStatus;
  readonly filed_on: LocalDate | null;
  readonly before_onboarding: boolean;
  /** extensions in force for it, by id */
  readonly in_force: readonly string[];
}

const CONCERNED = `
  select i.id, i.master_code, i.form, i.family, i.entity_id, e.name as entity_name, i.subject_id, i.subject_label,
         i.period, i.period_from, i.period_label, i.statutory_date, i.extended_date, i.fee_free_until, i.status, ${STANDING_FILED_ON} as filed_on, i.before_onboarding,
         array(select f.extension_id from compliance.extension_effect f
               join compliance.extension x on x.tenant_id = f.tenant_id and x.id = f.extension_id and x.status = 'applied'
               where f.tenant_id = i.tenant_id and f.instance_id = i.id) as in_force
  from compliance.instance i join core.entity e on e.tenant_id = i.tenant_id and e.id = i.entity_id
  left join compliance.instance_state s on s.tenant_id = i.tenant_id and s.id = i.id
  where i.tenant_id = $1 and i.status <> 'withdrawn'`;

const reachOf = (ctx: Context, values: unknown[]): string =>
  reachSql(
    ctx.access.reach('compliance.extension.apply'),
    { entity: 'i.entity_id', family: 'i.family' },
    values,
  );

/**
 * Instances of the notification's masters and periods, within the reach; its filter over facts is not asked here.
 */
export const concernedBy = async (
  q: Queries,
  ctx: Context,
  { scope }: GovernmentNotification,
): Promise<readonly ConcernedRow[]> => {
  const values: unknown[] = [ctx.tenant, scope.masters];
  const reach = reachOf(ctx, values);
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const span: Span | undefined =
    'keys' in scope.periods ? undefined : { from: scope.periods.dueFrom, to: scope.periods.dueTo };
  const periods =
    'keys' in scope.periods
      ? `i.period = any(${bind(scope.periods.keys)}::text[])`
      : `i.statutory_date between ${bind(span!.from)}::date and ${bind(span!.to)}::date`;
  return q.rows<ConcernedRow>(
    `${CONCERNED} and i.master_code = any($2::text[]) and ${periods} and ${reach} order by i.id`,
    values,
  );
};

/** Instances that an extension moved. */
export const movedBy = async (
  q: Queries,
  tenant: string,
  extensionId: string,
): Promise<readonly ConcernedRow[]> =>
  q.rows<ConcernedRow>(
    `${CONCERNED} and exists (select 1 from compliance.extension_effect f
       where f.tenant_id = i.tenant_id and f.instance_id = i.id and f.extension_id = $2) order by i.id`,
    [tenant, extensionId],
  );

/** Instances by their ids, as they are under extensions. */
export const underExtensions = async (
  q: Queries,
  tenant: string,
  ids: readonly string[],
): Promise<readonly ConcernedRow[]> =>
  q.rows<ConcernedRow>(`${CONCERNED} and i.id = any($2::uuid[]) order by i.id`, [tenant, ids]);

/**
 * Holds instances until the transaction ends. What they are is read by a statement after this one: the one that waits
 * for a lock has read everything else before it waited.
 */
export const lockInstances = async (q: Queries, tenant: string, ids: readonly string[]): Promise<void> => {
  await q.rows(
    'select id from compliance.instance where tenant_id = $1 and id = any($2::uuid[]) order by id for update',
    [tenant, ids],
  );
};

/** @returns its id, new or in force already, and the notification as it was put in force */
export const putInForce = async (
  q: Queries,
  ctx: Context,
  notification: GovernmentNotification,
): Promise<{ readonly id: string; readonly notification: GovernmentNotification }> => {
  await q.run(
    `insert into compliance.extension (tenant_id, id, notification_id, number, notified_on, notification, counts, applied_by)
     values ($1, $2, $3, $4, $5, $6, '{}', $7)
     on conflict (tenant_id, notification_id) where status = 'applied' do nothing`,
    [
      ctx.tenant,
      newId(),
      notification.id,
      notification.number,
      notification.date,
      JSON.stringify(notification),
      ctx.actor.name,
    ],
  );
  return (await q.first<{ id: string; notification: GovernmentNotification }>(
    `select id, notification from compliance.extension
     where tenant_id = $1 and notification_id = $2 and status = 'applied'`,
    [ctx.tenant, notification.id],
  ))!;
};

/**
 * Says what an extension came to, once its effects are recorded: what moved is counted over every time it was applied
 * and what was generated under it, the rest as it is now.
 */
export const recordCounts = async (
  q: Queries,
  tenant: string,
  id: string,
  counts: Omit<Counts, 'moves' | 'unbreached'>,
): Promise<void> => {
  await q.run(
    `update compliance.extension x set counts = $3::jsonb || (
       select jsonb_build_object('moves', count(*), 'unbreached', count(*) filter (where f.unbreached))
       from compliance.extension_effect f where f.tenant_id = x.tenant_id and f.extension_id = x.id)
     where x.tenant_id = $1 and x.id = $2`,
    [tenant, id, JSON.stringify(counts)],
  );
};

/** @returns false where it has been taken back already */
export const markReversed = async (q: Queries, ctx: Context, id: string, reason: string): Promise<boolean> =>
  (await q.run(
    `update compliance.extension set status = 'reversed', reversed_by = $3, reversed_at = $4, reversal_reason = $5
     where tenant_id = $1 and id = $2 and status = 'applied'`,
    [ctx.tenant, id, ctx.actor.name, ctx.now, reason],
  )) === 1;

interface ExtensionRow extends Omit<Item, 'appliedAt' | 'reversedAt' | 'masters' | 'note' | 'notification'> {
  readonly notification: GovernmentNotification;
  readonly appliedAt: Date;
  readonly reversedAt: Date | null;
}

const COLUMNS = `
  x.id, x.notification_id as "notificationId", x.number, x.notified_on as date, x.notification, x.status, x.counts,
  x.applied_by as "appliedBy", x.applied_at as "appliedAt", x.reversed_by as "reversedBy",
  x.reversed_at as "reversedAt", x.reversal_reason as "reversalReason"`;

const toItem = ({ notification, ...row }: ExtensionRow): Item => ({
  ...row,
  notification,
  note: notification.note ?? null,
  masters: [...notification.scope.masters],
  appliedAt: row.appliedAt.toISOString(),
  reversedAt: row.reversedAt?.toISOString() ?? null,
});

export const findExtension = async (q: Queries, tenant: string, id: string): Promise<Item | undefined> => {
  const row = await q.first<ExtensionRow>(
    `select ${COLUMNS} from compliance.extension x where x.tenant_id = $1 and x.id = $2`,
    [tenant, id],
  );
  return row === undefined ? undefined : toItem(row);
};

export const listExtensions = async (
  q: Queries,
  tenant: string,
  query: z.output<typeof ExtensionQuery>,
): Promise<Page<Item>> =>
  readPage<ExtensionRow, Item>(
    q,
    query,
    {
      select: COLUMNS,
      from: 'compliance.extension x',
      where: 'x.tenant_id = $1',
      values: [tenant],
      sorts: { date: { by: 'x.notified_on', type: 'date' }, number: { by: 'x.number', type: 'text' } },
      key: { by: 'x.id', type: 'uuid' },
    },
    toItem,
  );
