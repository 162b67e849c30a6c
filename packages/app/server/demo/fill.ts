import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PortalClient } from '../client/portal-client.ts';
import { DEMO_SIGN_INS } from './people.ts';

const SAMPLE = fileURLToPath(new URL('../../../../samples/manufacturer.csv', import.meta.url));
const ADMINISTRATOR = DEMO_SIGN_INS[2];

/** Gives a new demo tenant a manufacturer and a year of obligations, through the portal's own front door. */
export const fillDemo = async (url: string): Promise<void> => {
  const portal = await PortalClient.signIn({ url, ...ADMINISTRATOR });
  const file = new File([await readFile(SAMPLE)], 'manufacturer.csv');
  const { fileHash } = await portal.previewImport(file);
  await portal.commitImport(file, fileHash);
  await portal.generate(12, firstOfLastMonth(), false);
};

/** The returns of last month are the ones that are due now. */
const firstOfLastMonth = (): string => {
  const india = new Date(Date.now() + 5.5 * 3_600_000);
  return new Date(Date.UTC(india.getUTCFullYear(), india.getUTCMonth() - 1, 1)).toISOString().slice(0, 10);
};
