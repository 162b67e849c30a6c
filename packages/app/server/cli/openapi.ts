import { corePlugin, openApi } from '@compliance-os/core/host';
import { plugins } from '../plugins.ts';

/** Prints the OpenAPI document of everything installed. */
export const openapi = async (_args: readonly string[]): Promise<number> => {
  console.log(JSON.stringify(openApi([corePlugin, ...plugins], corePlugin.version), null, 2));
  return 0;
};
