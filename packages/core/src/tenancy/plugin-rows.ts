import type { Queries } from '../db/db.ts';
import { newId } from '../db/id.ts';
import { releaseHeld } from '../jobs/job-rows.ts';
import type { PluginState } from './plugin-state.ts';

/** What a tenant has of a plugin. */
export interface PluginRow {
  readonly plugin: string;
  readonly allowed: boolean;
  readonly state: PluginState;
  readonly config: Readonly<Record<string, unknown>>;
  /** how a purge that was asked for stands, until it is done */
  readonly purge: { readonly state: string; readonly reason: string | null } | null;
}

/** Plugin → its row; what has none is not allowed and off. */
export type PluginRows = ReadonlyMap<string, PluginRow>;

export const rowOf = (rows: PluginRows, plugin: string): PluginRow =>
  rows.get(plugin) ?? { plugin, allowed: false, state: 'disabled', config: {}, purge: null };

export const readPluginRows = async (q: Queries, tenant: string): Promise<PluginRows> => {
  const rows = await q.rows<PluginRow>(
    `select p.plugin, p.allowed, p.state, p.config,
       case when p.state = 'archived' then (
         select json_build_object('state', case j.state when 'dead' then 'failed' when 'running' then 'running' else 'waiting' end,
                                  'reason', j.last_error)
         from core.job j
         where j.tenant_id = p.tenant_id and j.name = 'core.plugin.purge' and j.state in ('pending', 'running', 'dead')
           and j.payload ->> 'plugin' = p.plugin
         order by j.created_at desc limit 1) end as purge
     from core.tenant_plugin p where p.tenant_id = $1`,
    [tenant],
  );
  return new Map(rows.map((row) => [row.plugin, row]));
};

/** Jobs that waited for the plugin go on when it does. */
export const savePluginRow = async (
  tx: Queries,
  tenant: string,
  { plugin, allowed, state, config }: PluginRow,
): Promise<void> => {
  await tx.run(
    `insert into core.tenant_plugin (tenant_id, id, plugin, allowed, state, config) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, plugin) do update
       set allowed = excluded.allowed, state = excluded.state, config = excluded.config, changed_at = clock_timestamp()`,
    [tenant, newId(), plugin, allowed, state, JSON.stringify(config)],
  );
  if (state === 'enabled') await releaseHeld(tx, tenant, plugin);
};
