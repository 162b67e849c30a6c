import type { Services } from '../container/container.ts';
import { systemDb } from '../db/role-db.ts';
import { evidenceSettings, evidenceStore } from '../evidence/contract.ts';
import { sweepStaging } from '../evidence/intake/index.ts';
import { removeOrphans } from '../evidence/orphans.ts';
import { identityUpkeep } from '../identity/upkeep.ts';
import { mailDelivery } from '../mail/delivery.ts';
import { clock, log } from '../plugin/services.ts';
import { coreDb } from '../tenancy/core-db.ts';

/** Longer than any upload takes. */
const STAGED_MS = 6 * 3_600_000;

/** Mails that are due, handed over. */
export const delivery = (services: Services) => async (): Promise<void> => {
  const { mails } = await services.resolve('core', { mails: mailDelivery });
  await mails.run();
};

/** What core does now and then besides jobs: keys, ended sessions, files that a crash or a request given up left behind. */
export const upkeep = (services: Services) => async (): Promise<void> => {
  const core = await services.resolve('core', {
    identity: identityUpkeep,
    evidence: evidenceSettings,
    store: evidenceStore,
    db: coreDb,
    system: systemDb,
    clock,
    log,
  });
  await core.identity.run();
  await sweepStaging(core.evidence.stagingFolder, STAGED_MS, core.clock.now());
  await removeOrphans(core);
};
