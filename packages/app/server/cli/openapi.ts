import { corePlugin, openApi, readAllManifests } from '@compliance-os/core/host';
import { plugins } from '../plugins.ts';

/** Prints the OpenAPI document of everything installed. */
export const openapi = async (_args: readonly string[]): Promise<number> => {
  const manifests = await readAllManifests(plugins);
  console.log(JSON.stringify(openApi([corePlugin, ...manifests], corePlugin.version), null, 2));
  return 0;
};
