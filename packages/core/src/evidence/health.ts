import type { HealthReport } from '../plugin/manifest.ts';
import type { EvidenceStore } from './store/index.ts';

/** Core is as well as the store of its files: without it the rest goes on, uploads and downloads do not. */
const health = async ({ store }: { readonly store: EvidenceStore }): Promise<HealthReport> => {
  const found = await store.check();
  return found.ok
    ? { status: 'ok' }
    : { status: 'degraded', detail: `the store of evidence: ${found.reason}` };
};

export default health;
