import { corePlugin, validateManifests, type PluginManifest } from '@compliance-os/core/host';
import { startTestHost } from '@compliance-os/core/testing';
import { describe, expect, inject, it } from 'vitest';
import { plugins } from './composition.ts';

/** The manifest as it would be if somebody took the permission of one route away, past the compiler. */
const withoutPermission = (manifest: PluginManifest, index: number): PluginManifest => ({
  ...manifest,
  routes: (manifest.routes ?? []).map((route, at) =>
    at === index ? { ...route, permission: undefined } : route,
  ),
});

/**
 * That such a route does not compile stands in `packages/core/src/plugin/service.test-d.ts`. Here it is what the host makes
 * of one all the same.
 */
describe.each([corePlugin, ...plugins].map((manifest) => [manifest.id, manifest] as const))(
  'the routes of %s',
  (id, manifest) => {
    const portal = [corePlugin, ...plugins];

    it('are in order as they are', () => {
      expect(validateManifests(portal).filter(({ plugin }) => plugin === id)).toEqual([]);
    });

    it('are refused, each of them, without their permission', () => {
      const guarded = (manifest.routes ?? []).flatMap(({ permission }, index) =>
        permission === undefined ? [] : [index],
      );
      expect(guarded.length).toBeGreaterThan(0);
      for (const index of guarded) {
        const broken = portal.map((one) => (one.id === id ? withoutPermission(one, index) : one));
        expect(validateManifests(broken)).toEqual([
          {
            plugin: id,
            path: `routes[${index}].permission`,
            expected: 'a declared permission',
            received: 'nothing',
            remedy: 'or give `public` a reason',
          },
        ]);
      }
    });
  },
);

describe('a host that is given a route without permission', () => {
  it('puts the plugin aside, and serves none of its routes', async () => {
    const [compliance, ...others] = plugins;
    const host = await startTestHost({
      plugins: [withoutPermission(compliance!, 0), ...others],
      postgresUrl: inject('postgresUrl'),
    });
    try {
      expect(host.host.lifecycle.state(compliance!.id)).toEqual({
        state: 'quarantined',
        reason: expect.stringContaining(
          'routes[0].permission: expected a declared permission, received nothing',
        ),
      });
      // Nobody holds the permission that is not there; the others say why they are away.
      expect((await host.as('a').get('/v1/compliance/registration-types')).status).toBe(403);
      expect((await host.as('a').get('/v1/compliance/instances')).status).toBe(503);
    } finally {
      await host.stop();
    }
  });
});
