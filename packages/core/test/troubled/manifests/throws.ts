import type { PluginManifest } from '../../../src/index.ts';

const manifest = (): PluginManifest => {
  throw new Error('the manifest threw');
};

export default manifest();
