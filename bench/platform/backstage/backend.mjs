// A Backstage backend with its default services and as many plugins: a schema and a table each, a route without sign-in.
// It runs in the folder that Backstage is installed in; how many plugins there are stands in PLUGINS.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(path.join(process.cwd(), 'package.json'));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { createBackend } = await load('@backstage/backend-defaults');
const { coreServices, createBackendPlugin } = await load('@backstage/backend-plugin-api');
const { default: express } = await load('express');

const items = Array.from({ length: 10 }, (_, id) => ({ id, name: `Return ${id}`, dueDate: '2026-12-20' }));

const plugin = (pluginId) =>
  createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: { http: coreServices.httpRouter, database: coreServices.database },
        async init({ http, database }) {
          const knex = await database.getClient();
          if (!(await knex.schema.hasTable('item')))
            await knex.schema.createTable('item', (table) => {
              table.uuid('id').primary();
              table.text('name').notNullable();
              table.date('due_date').notNullable();
            });
          const router = express.Router();
          router.get('/items', (_request, response) => response.json({ items }));
          http.use(router);
          http.addAuthPolicy({ path: '/items', allow: 'unauthenticated' });
        },
      });
    },
  });

const backend = createBackend();
for (let n = 1; n <= Number(process.env.PLUGINS); n++) backend.add(plugin(`load-${n}`));
await backend.start();
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ usage: { cpuMicros: user + system, rssBytes: process.memoryUsage.rss() } });
});
process.once('disconnect', () => process.exit(0));
process.send?.({ ready: `http://127.0.0.1:${process.env.PORT}` });
