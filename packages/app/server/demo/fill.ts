import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PortalClient } from '../client/portal-client.ts';
import { DEMO_SIGN_INS } from './people.ts';

const SAMPLE = fileURLToPath(new URL('../../../../samples/manufacturer.csv', import.meta.url));
const ADMINISTRATOR = DEMO_SIGN_INS[2];

/**
 * Gives a new demo tenant a manufacturer and a year of obligations, through the portal's own front door. It joined in the
 * middle of this month: what was due before, GSTR-1 of last month among it, counts as filed before onboarding.
 */
export const fillDemo = async (url: string): Promise<void> => {
  const portal = await PortalClient.signIn({ url, ...ADMINISTRATOR });
  const file = new File([await readFile(SAMPLE)], 'manufacturer.csv');
  const { fileHash } = await portal.previewImport(file);
  await portal.commitImport(file, fileHash);
  for (const { id } of await portal.registrations()) await portal.onboard(id, dayOfMonth(0, 14));
  await portal.generate(13, dayOfMonth(-1, 1), false);
};

/** A day of this month in India, or of one before it: `YYYY-MM-DD`. */
const dayOfMonth = (offset: number, day: number): string => {
  const india = new Date(Date.now() + 5.5 * 3_600_000);
  return new Date(Date.UTC(india.getUTCFullYear(), india.getUTCMonth() + offset, day))
    .toISOString()
    .slice(0, 10);
};
