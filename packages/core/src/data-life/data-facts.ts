import type { Queries } from '../db/db.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import { retentionOf, type Retention } from './retention.ts';
import { lastWrittenOf, sizesOf, tablesOf, type PluginTable, type TableSize } from './tables.ts';
import type { TransitionFacts } from './transition.ts';

/** What a plugin keeps of a tenant, and how long it has to be kept. */
export interface DataFacts {
  readonly tables: readonly PluginTable[];
  readonly sizes: readonly TableSize[];
  readonly retention: Retention;
  readonly evidence: TransitionFacts['evidence'];
}

/** @param q in the role of purges, within the tenant */
export const dataFactsOf = async (
  q: Queries,
  tenant: string,
  manifest: PluginManifest,
  today: string,
): Promise<DataFacts> => {
  const tables = await tablesOf(q, manifest.id);
  const lastWritten = await lastWrittenOf(q, tenant, manifest.id, tables, today);
  return {
    tables,
    sizes: await sizesOf(q, tenant, manifest.id, tables),
    retention: retentionOf(manifest.data?.retentionYears, lastWritten),
    evidence: await evidenceAt(q, tenant, manifest, today),
  };
};

/** Files at the subjects that the plugin declares. They are core's and stay; while one must stay, so must its subject. */
const evidenceAt = async (
  q: Queries,
  tenant: string,
  { evidence = [] }: PluginManifest,
  today: string,
): Promise<TransitionFacts['evidence']> => {
  const found = await q.first<TransitionFacts['evidence']>(
    `select count(*) filter (where retain_until >= $3)::int as retained,
            max(retain_until) filter (where retain_until >= $3) as until,
            count(*) filter (where legal_hold)::int as "underHold"
     from core.evidence where tenant_id = $1 and subject_type = any($2)`,
    [tenant, evidence.map(({ subjectType }) => subjectType), today],
  );
  return found!;
};
