import { hostToken, type Resolved } from '../container/token.ts';
import { coreDb } from '../tenancy/core-db.ts';
import type { Events, Jobs } from '../plugin/services.ts';
import { evidenceScanning, evidenceSettings, evidenceStore } from './contract.ts';
import { EvidenceService } from './service.ts';

/** Core's own queue and events, for its services that live as long as the host. */
export const coreJobs = hostToken<Jobs>('core.core-jobs');
export const coreEvents = hostToken<Events>('core.core-events');

/** The whole service, for core's routes; plugins get the part that `evidence` names. */
export const evidenceService = hostToken<EvidenceService>('core.evidence-service');

export const evidenceDeps = {
  db: coreDb,
  jobs: coreJobs,
  events: coreEvents,
  store: evidenceStore,
  settings: evidenceSettings,
  scanning: evidenceScanning,
};

const create = (deps: Resolved<typeof evidenceDeps>): EvidenceService => new EvidenceService(deps);
export default create;
