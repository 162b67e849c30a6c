import { readManifests } from '@compliance-os/core/host';
import { plugins as sources } from '../server/plugins.ts';

/** The manifests of the portal as it is shipped. */
export const { manifests: plugins } = await readManifests(sources);
