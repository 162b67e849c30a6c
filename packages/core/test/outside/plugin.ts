import { z } from 'zod';
import { crud, definePlugin, get, http, job, post, jobs } from '../../src/index.ts';

export const call = {
  query: z.object({ to: z.string() }),
  reply: z.object({ status: z.int(), text: z.string(), location: z.string().nullable() }),
  deps: { http },
};
export const start = { body: z.object({ many: z.int() }), deps: { jobs } };

/** A plugin that calls one host on this machine, takes its time, and queues work. */
export const caller = (address: string) =>
  definePlugin({
    id: 'caller',
    name: 'Caller',
    version: '1.0.0',
    hostApi: '^1.0.0',
    capabilities: { http: ['http://localhost:1'], privateHttp: [address] },
    permissions: crud('caller.thing', 'things'),
    routes: [
      get('/call', {
        ...call,
        summary: 'Calls outside',
        permission: 'caller.thing.read',
        about: 'tenant',
        load: () => import('./call.ts'),
      }),
      get('/wait', {
        summary: 'Takes its time',
        permission: 'caller.thing.read',
        about: 'tenant',
        load: () => import('./wait.ts'),
      }),
      post('/start', {
        ...start,
        summary: 'Queues work',
        permission: 'caller.thing.create',
        about: 'tenant',
        load: () => import('./start.ts'),
      }),
    ],
    jobs: [job('caller.work', { load: () => import('./work.ts') })],
  });
