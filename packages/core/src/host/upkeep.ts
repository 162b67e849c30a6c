import type { Services } from '../container/container.ts';
import { clock } from '../plugin/services.ts';
import { evidenceSettings } from '../evidence/contract.ts';
import { sweepStaging } from '../evidence/intake/index.ts';
import { identityUpkeep } from '../identity/upkeep.ts';

/** Longer than any upload takes. */
const STAGED_MS = 6 * 3_600_000;

/** What core does now and then besides jobs: keys, ended sessions, files that a crash left in staging. */
export const upkeep = (services: Services) => async (): Promise<void> => {
  const core = await services.resolve('core', {
    identity: identityUpkeep,
    evidence: evidenceSettings,
    clock,
  });
  await core.identity.run();
  await sweepStaging(core.evidence.stagingFolder, STAGED_MS, core.clock.now());
};
