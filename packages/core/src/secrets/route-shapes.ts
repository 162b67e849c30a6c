import { z } from 'zod';
import { wholeList } from '../access/schemas.ts';
import { MOST_CHARACTERS, PluginSecret, pluginSecrets } from './contract.ts';
import { idText } from './names.ts';

const deps = { secrets: pluginSecrets };
const secretParams = z.object({ id: idText, name: idText });

export const listSecrets = {
  params: z.object({ id: idText }),
  reply: wholeList(PluginSecret),
  deps,
};
/** The field is called a secret, so that neither a fault nor the log repeats what stands in it. */
export const setSecret = {
  params: secretParams,
  body: z.object({ secret: z.string().min(1).max(MOST_CHARACTERS) }),
  deps,
};
export const clearSecret = { params: secretParams, deps };
