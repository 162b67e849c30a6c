import { z } from 'zod';
import { crud, definePlugin, get, secrets } from '../../src/index.ts';

/** A plugin that needs a secret, and another that would like to read it. */
export const Told = z.object({ length: z.int().nullable(), first: z.string().nullable() });
export const named = { query: z.object({ name: z.string() }), reply: Told, deps: { secrets } };

const reader = (id: string, declared: readonly string[]) =>
  definePlugin({
    id,
    name: id,
    version: '1.2.3',
    hostApi: '^1.0.0',
    capabilities: { secrets: declared },
    permissions: crud(`${id}.thing`, 'things'),
    routes: [
      get('/told', {
        ...named,
        summary: 'What it can tell of a secret',
        permission: `${id}.thing.read`,
        about: 'tenant',
        load: () => import('./told.ts'),
      }),
    ],
  });

export const secretive = reader('secretive', ['gsp', 'mailbox']);
export const curious = reader('curious', []);
