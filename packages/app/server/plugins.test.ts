import { readManifests } from '@compliance-os/core/host';
import { expect, it } from 'vitest';
import { plugins } from './plugins.ts';

it('every plugin of the list can be read, under its own id', async () => {
  const { manifests, unread } = await readManifests(plugins);
  expect(unread).toEqual([]);
  expect(manifests.map(({ id }) => id)).toEqual(plugins.map(({ id }) => id));
});
