import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Child } from '../measure/child.ts';
import { compare, observed } from '../measure/compare.ts';
import { load } from '../measure/load.ts';
import type { Row } from '../measure/row.ts';
import { freePort, startOnce, type Start, type Startable } from '../measure/started.ts';
import { onStage, type Stage } from '../portal/stage.ts';
import { addTenant, signIn } from '../portal/tenants.ts';
import { configOf } from './backstage/install.ts';

const PLUGINS = 50;
const NAMES = Array.from({ length: PLUGINS }, (_, n) => `load-${n + 1}` as const);
const OURS = fileURLToPath(new URL('./servers/ours.ts', import.meta.url));
const BACKEND = fileURLToPath(new URL('./backstage/backend.mjs', import.meta.url));

interface Sizes {
  readonly rounds: number;
  readonly seconds: number;
  readonly starts: number;
}

/** @param folder where Backstage is installed */
export const platformRows = (folder: string, quick: boolean): Promise<readonly Row[]> =>
  onStage(NAMES, async (stage) => {
    const sizes = quick ? { rounds: 3, seconds: 2, starts: 2 } : { rounds: 7, seconds: 4, starts: 5 };
    await stage.owner.query('create database backstage');
    return [...(await routes(stage, folder, sizes)), ...(await starts(stage, folder, sizes))];
  });

const backstageDatabase = ({ ownerUrl }: Stage): string => {
  const url = new URL(ownerUrl);
  url.pathname = '/backstage';
  return url.href;
};

const configFile = async (stage: Stage, port: number): Promise<string> => {
  const file = path.join(stage.folder, `backstage-${port}.json`);
  await writeFile(file, configOf(backstageDatabase(stage), port));
  return file;
};

const startBackstage = async (stage: Stage, folder: string): Promise<Child> => {
  const port = await freePort();
  return stage.start(
    'platform/backstage/backend.mjs',
    {},
    {
      cwd: folder,
      env: { PORT: String(port), PLUGINS: String(PLUGINS) },
      args: ['--config', await configFile(stage, port)],
    },
  );
};

const routes = async (stage: Stage, folder: string, { rounds, seconds }: Sizes): Promise<readonly Row[]> => {
  const tenant = await addTenant(stage, 'own');
  const ours = await stage.start('platform/servers/ours.ts', stage.settings, { built: true });
  const bare = await stage.start('platform/servers/bare-items.ts', {}, { built: true });
  const backstage = await startBackstage(stage, folder);
  const headers = await signIn(ours, tenant);
  const ask =
    (server: Child, address: string, sent: Readonly<Record<string, string>> = {}) =>
    () =>
      load({ server, path: address, headers: sent, seconds });
  const own = ask(ours, '/v1/load-1/items', headers);
  return [
    await compare({
      name: 'Plugin route, beside bare Express',
      unit: 'requests/s',
      target: { of: 'ratio', atLeast: 0.45 },
      rounds,
      product: own,
      baseline: ask(bare, '/items'),
      note: 'token, tenant, enablement, permission and rate limits (in Redis) on',
    }),
    await compare({
      name: 'Backstage route, beside bare Express',
      unit: 'requests/s',
      rounds,
      product: ask(backstage, '/api/load-1/items'),
      baseline: ask(bare, '/items'),
      note: 'the product is Backstage; its route asks for no sign-in',
    }),
    await compare({
      name: 'Handler behind the same checks, beside the plugin route',
      unit: 'requests/s',
      target: { of: 'ratio', atMost: 1.25 },
      rounds,
      product: ask(ours, '/direct/items', headers),
      baseline: own,
      note: 'requests a second of the handler mounted directly, in relation to those of the plugin route: how many times as long the route takes',
    }),
  ];
};

const starts = async (stage: Stage, folder: string, { starts: times }: Sizes): Promise<readonly Row[]> => {
  const ours: Startable = {
    args: (port) => [OURS, JSON.stringify({ ...stage.settings, port })],
    env: () => ({ NODE_ENV: 'production' }),
    cwd: stage.folder,
    readyPath: '/readyz',
  };
  const started: { ours: Start; backstage: Start }[] = [];
  for (let time = 0; time <= times; time++) {
    const port = await freePort();
    const file = await configFile(stage, port);
    const backstage: Startable = {
      args: () => [BACKEND, '--config', file],
      env: () => ({ NODE_ENV: 'production', PORT: String(port), PLUGINS: String(PLUGINS) }),
      cwd: folder,
      port,
      readyPath: '/.backstage/health/v1/readiness',
    };
    const pair = { ours: await startOnce(ours), backstage: await startOnce(backstage) };
    // the first start makes what later ones find
    if (time > 0) started.push(pair);
  }
  return [
    observed({
      name: `Start to ready with ${PLUGINS} plugins`,
      unit: 'ms',
      target: { of: 'value', atMost: 2_000 },
      values: started.map((pair) => pair.ours.ms),
      baseline: started.map((pair) => pair.backstage.ms),
      note: 'the baseline is Backstage',
    }),
    observed({
      name: `Memory at rest with ${PLUGINS} plugins`,
      unit: 'MB',
      target: { of: 'value', atMost: 238 },
      values: started.map((pair) => pair.ours.megabytes),
      baseline: started.map((pair) => pair.backstage.megabytes),
      note: 'the baseline is Backstage',
    }),
  ];
};
