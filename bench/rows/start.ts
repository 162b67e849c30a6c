import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { observed } from '../measure/compare.ts';
import type { Row, Target } from '../measure/row.ts';
import { startOnce, type Start } from '../measure/started.ts';
import { onStage } from '../portal/stage.ts';
import type { Bench } from './bench.ts';

const SERVE = fileURLToPath(new URL('../../packages/app/server/serve.ts', import.meta.url));

/** The whole portal, as `npm start` starts it. */
const portal = (settings: NodeJS.ProcessEnv, folder: string): Promise<Start> =>
  startOnce({
    args: () => ['--conditions=@compliance-os/source', SERVE],
    env: (port) => ({ ...settings, PORT: String(port), LOG_LEVEL: 'error' }),
    cwd: folder,
    readyPath: '/readyz',
  });

const rowsOf = (on: string, starts: readonly Start[], ms: Target, megabytes: Target): readonly Row[] => [
  observed({
    name: `Start to ready, ${on}`,
    unit: 'ms',
    target: ms,
    values: starts.map((start) => start.ms),
  }),
  observed({
    name: `Memory at rest, ${on}`,
    unit: 'MB',
    target: megabytes,
    values: starts.map((start) => start.megabytes),
  }),
];

/** The first start makes what later ones find; it does not count. */
const several = async (
  settings: NodeJS.ProcessEnv,
  folder: string,
  times: number,
): Promise<readonly Start[]> => {
  const starts: Start[] = [];
  for (let time = 0; time <= times; time++) starts.push(await portal(settings, folder));
  return starts.slice(1);
};

const onPostgres = (times: number): Promise<readonly Row[]> =>
  onStage(['compliance', 'gst'], async ({ databaseUrl, redisUrl, folder }) => {
    const settings = {
      COMPLIANCE_OS_MODE: 'production',
      PUBLIC_URL: 'http://localhost',
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    };
    const starts = await several(settings, folder, times);
    return rowsOf('PostgreSQL', starts, { of: 'value', atMost: 2_500 }, { of: 'value', atMost: 250 });
  });

const onEmbedded = async (times: number): Promise<readonly Row[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-bench-'));
  try {
    const starts = await several({}, folder, times);
    return rowsOf(
      'embedded, demo tenant',
      starts,
      { of: 'value', atMost: 4_000 },
      { of: 'value', atMost: 900 },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** From the start of the process to /readyz, and what it then holds. */
const run: Bench['run'] = async ({ quick }) => {
  const times = quick ? 2 : 4;
  return [...(await onPostgres(times)), ...(await onEmbedded(times))];
};

export const start: Bench = { name: 'start', run };
