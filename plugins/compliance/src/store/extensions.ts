import { newId, type Queries } from '@compliance-os/core';
import type { DueDates, GovernmentNotification, LocalDate } from '../domain/index.ts';
import { GovernmentNotificationSchema } from '../domain/index.ts';

export interface AppliedExtension {
  readonly id: string;
  readonly notification: GovernmentNotification;
}

/** Notifications in force for the tenant, oldest first. */
export const appliedExtensions = async (q: Queries, tenant: string): Promise<readonly AppliedExtension[]> =>
  (
    await q.rows<{ id: string; notification: unknown }>(
      `select id, notification from compliance.extension
       where tenant_id = $1 and status = 'applied' order by notified_on, notification_id`,
      [tenant],
    )
  ).map(({ id, notification }) => ({ id, notification: GovernmentNotificationSchema.parse(notification) }));

export interface NewEffect {
  readonly extensionId: string;
  readonly instanceId: string;
  /** number of the notification, for the history of dates */
  readonly source: string;
  readonly statutory: LocalDate;
  readonly before: LocalDate;
  readonly after: DueDates;
  readonly unbreached: boolean;
}

/** What notifications did to instances, with a line in the history of each. */
export const recordEffects = async (
  q: Queries,
  tenant: string,
  effects: readonly NewEffect[],
): Promise<void> => {
  if (effects.length === 0) return;
  const afterDates = effects.map(({ after }) => after.extended ?? after.statutory);
  const feeFree = effects.map(({ after }) => after.feeFreeUntil);
  await q.run(
    `insert into compliance.extension_effect (tenant_id, id, extension_id, instance_id, before_date, after_date, fee_free_until, unbreached)
     select $1, e.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::date[], $6::date[], $7::date[], $8::boolean[]) e
     on conflict (tenant_id, extension_id, instance_id) do nothing`,
    [
      tenant,
      effects.map(() => newId()),
      effects.map(({ extensionId }) => extensionId),
      effects.map(({ instanceId }) => instanceId),
      effects.map(({ before }) => before),
      afterDates,
      feeFree,
      effects.map(({ unbreached }) => unbreached),
    ],
  );
  await recordDates(
    q,
    tenant,
    'extended',
    effects.map(({ instanceId, extensionId, source, after }) => ({
      instanceId,
      extensionId,
      source,
      dates: after,
    })),
  );
};

export interface DateLine {
  readonly instanceId: string;
  readonly extensionId: string | null;
  readonly source: string;
  readonly dates: DueDates;
}

export const recordDates = async (
  q: Queries,
  tenant: string,
  action: 'extended' | 'withdrawn' | 'revised',
  lines: readonly DateLine[],
): Promise<void> => {
  await q.run(
    `insert into compliance.instance_date (tenant_id, id, instance_id, action, source, extension_id, statutory_date, extended_date, fee_free_until)
     select $1, d.id, d.instance, $2, d.source, d.extension, d.statutory, d.extended, d.fee_free
     from unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::date[], $8::date[], $9::date[])
       d (id, instance, source, extension, statutory, extended, fee_free)`,
    [
      tenant,
      action,
      lines.map(() => newId()),
      lines.map(({ instanceId }) => instanceId),
      lines.map(({ source }) => source),
      lines.map(({ extensionId }) => extensionId),
      lines.map(({ dates }) => dates.statutory),
      lines.map(({ dates }) => dates.extended),
      lines.map(({ dates }) => dates.feeFreeUntil),
    ],
  );
};

/** Moves instances to the dates they now stand under. */
export const moveDates = async (
  q: Queries,
  tenant: string,
  moved: readonly { readonly instanceId: string; readonly dates: DueDates; readonly target: LocalDate }[],
): Promise<void> => {
  await q.run(
    `update compliance.instance i set extended_date = m.extended, fee_free_until = m.fee_free,
       internal_target = m.target, revision = i.revision + 1, changed_at = clock_timestamp()
     from unnest($2::uuid[], $3::date[], $4::date[], $5::date[]) m (id, extended, fee_free, target)
     where i.tenant_id = $1 and i.id = m.id`,
    [
      tenant,
      moved.map(({ instanceId }) => instanceId),
      moved.map(({ dates }) => dates.extended),
      moved.map(({ dates }) => dates.feeFreeUntil),
      moved.map(({ target }) => target),
    ],
  );
};
