/** A plugin that listens: what it was told of revisions, so that a test can look. */
import { definePlugin, on } from '@compliance-os/core';
import { instancesRevised } from '../../src/api/events.ts';

export default definePlugin({
  id: 'hearing',
  name: 'Hearing',
  version: '1.0.0',
  hostApi: '^1.0.0',
  requires: { compliance: '^1.0.0' },
  events: { on: [on(instancesRevised, { load: () => import('./on-revised.ts') })] },
});
