import compliance from '@compliance-os/compliance/plugin';
import { runConformance } from '@compliance-os/core/testing';
import { expect, it } from 'vitest';
import plugin from '../src/plugin.ts';

it('keeps what a plugin promises', { timeout: 180_000 }, async () => {
  await expect(runConformance(plugin, { plugins: [compliance] })).resolves.toBeUndefined();
});
