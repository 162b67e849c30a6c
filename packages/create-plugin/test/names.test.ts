import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { corePlugin, validateManifests, type PluginManifest } from '@compliance-os/core/host';
import { describe, expect, it } from 'vitest';
import { idFault } from '../src/names.ts';

const manifest = (id: string): PluginManifest => ({ id, name: 'x', version: '1.0.0', hostApi: '*' });

/** What the host would say of the id when it reads the manifest. */
const refusedByHost = (id: string): boolean =>
  validateManifests([corePlugin, manifest(id)]).some(({ plugin, path }) => plugin === id && path === 'id');

const letters = fc.string({
  unit: fc.constantFrom('a', 'z', '0', '9', '-', 'A', '_', '.', 'é'),
  maxLength: 34,
});

describe('an id', () => {
  it('that is taken here is taken by the host', () => {
    const holds = fc.property(letters, (id) => idFault(id) !== undefined || !refusedByHost(id));
    expect(() => fc.assert(holds, { numRuns: 2_000 })).not.toThrow();
  });

  it.each(
    [
      ...new Set([
        ...(corePlugin.routes ?? []).map(({ path }) => path.split('/')[1]!),
        ...'identity system sealer reporting backup owner login login-bypass public bullmq'.split(' '),
        ...'plugins information-schema pg-catalog core'.split(' '),
      ]),
    ].toSorted(),
  )('that is the host’s own is refused: %s', (id) => {
    expect(id === 'core' || refusedByHost(id)).toBe(true);
    expect(idFault(id)).toContain('reserved');
  });

  it.each(readdirSync(path.join(import.meta.dirname, '../../../plugins')))(
    'of a plugin that comes with the portal is refused: %s',
    (id) => expect(idFault(id)).toContain('reserved'),
  );

  it.each(['food', 'food-safety', 'f1', 'a'.repeat(31)])('is one: %s', (id) => {
    expect(idFault(id)).toBeUndefined();
    expect(refusedByHost(id)).toBe(false);
  });
});
