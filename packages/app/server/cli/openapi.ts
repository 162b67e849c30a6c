import { corePlugin, openApi } from '@compliance-os/core/host';
import { readAllPlugins } from '../settings.ts';

/** Prints the OpenAPI document of everything installed. */
export const openapi = async (_args: readonly string[]): Promise<number> => {
  const manifests = await readAllPlugins(process.env);
  console.log(JSON.stringify(openApi([corePlugin, ...manifests], corePlugin.version), null, 2));
  return 0;
};
