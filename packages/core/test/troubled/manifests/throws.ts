import type { PluginManifest } from '../../../src/index.ts';

throw new Error('the manifest threw');

export default undefined as never as PluginManifest;
