import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOST_API } from '@compliance-os/core';
import { readAllManifests } from '@compliance-os/core/host';
import { plugins } from '../packages/app/server/plugins.ts';
import { PLUGIN_UI_API } from '../packages/ui/src/contract/plugin-ui.ts';

const versionOf = (folder: string): string =>
  (
    JSON.parse(readFileSync(path.join(import.meta.dirname, '..', folder, 'package.json'), 'utf8')) as {
      version: string;
    }
  ).version;

/** An author reads one version and writes it in another place: they are the same. */
describe('the version of a package', () => {
  it('is that of the plugin API, for core', () => {
    expect(versionOf('packages/core')).toBe(HOST_API);
  });

  it('has the major of the slot contract, for the UI kit', () => {
    expect(versionOf('packages/ui').split('.')[0]).toBe(String(PLUGIN_UI_API));
  });

  it.each(plugins.map((source) => [source.id, source] as const))(
    'is that of its manifest, for %s',
    async (id, source) => {
      const [manifest] = await readAllManifests([source]);
      expect(versionOf(`plugins/${id}`)).toBe(manifest?.version);
    },
  );
});
