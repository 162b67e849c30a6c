import { runConformance } from '@compliance-os/core/testing';
import gst from '@compliance-os/gst/plugin';
import { expect, inject, it } from 'vitest';
import compliance from '../src/plugin.ts';
import { examples } from './conforming/examples.ts';
import { seed } from './conforming/seed.ts';

/** Beside GST, whose masters give it something to work with. */
it('keeps what a plugin promises', { timeout: 300_000 }, async () => {
  const postgresUrl = inject('postgresUrl');
  await expect(
    runConformance(compliance, { plugins: [gst], postgresUrl, seed, examples }),
  ).resolves.toBeUndefined();
});
