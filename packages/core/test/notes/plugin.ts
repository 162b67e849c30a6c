import { z } from 'zod';
import {
  crud,
  db,
  definePlugin,
  event,
  events,
  get,
  idParams,
  job,
  jobs,
  on,
  post,
} from '../../src/index.ts';

/** The smallest plugin that passes through every contract: a table, routes, a job, an event to itself. */
export const Note = z.object({ id: z.uuid(), text: z.string() });
export const NewNote = z.object({ text: z.string().min(1).max(200) });
export const noteAdded = event('notes.added', z.object({ id: z.uuid() }));
export const Shout = z.object({ id: z.uuid() });

export default definePlugin({
  id: 'notes',
  name: 'Notes',
  version: '1.0.0',
  hostApi: '^1.0.0',
  permissions: crud('notes.note', 'notes'),
  data: { migrations: new URL('./migrations/', import.meta.url) },
  routes: [
    get('/notes', {
      summary: 'All notes',
      permission: 'notes.note.read',
      about: 'entities',
      reply: z.array(Note),
      deps: { db },
      load: () => import('./routes/list.ts'),
    }),
    get('/notes/:id', {
      summary: 'One note',
      permission: 'notes.note.read',
      about: 'entities',
      params: idParams,
      reply: Note,
      deps: { db },
      load: () => import('./routes/show.ts'),
    }),
    post('/notes', {
      summary: 'Adds a note',
      permission: 'notes.note.create',
      about: 'entities',
      status: 201,
      body: NewNote,
      reply: Note,
      deps: { db, events, jobs },
      load: () => import('./routes/add.ts'),
    }),
  ],
  jobs: [job('notes.shout', { payload: Shout, deps: { db }, load: () => import('./shout.ts') })],
  events: { emits: [noteAdded], on: [on(noteAdded, { deps: { db }, load: () => import('./on-added.ts') })] },
});
