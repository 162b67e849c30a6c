/** A plugin that listens and does nothing: what it was to be told stays as its jobs, so that a test can look. */
import { definePlugin, on } from '@compliance-os/core';
import { instanceMoved, instancesGenerated } from '../../src/api/events.ts';

const nothing = { load: async () => ({ default: async () => {} }) };

export default definePlugin({
  id: 'listening',
  name: 'Listening',
  version: '1.0.0',
  hostApi: '^1.0.0',
  requires: { compliance: '^1.0.0' },
  events: { on: [on(instanceMoved, nothing), on(instancesGenerated, nothing)] },
});
