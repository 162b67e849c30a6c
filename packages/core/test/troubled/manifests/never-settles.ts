import type { PluginManifest } from '../../../src/index.ts';

await new Promise(() => {});

export default undefined as never as PluginManifest;
