import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigInvalid } from '@compliance-os/core/host';
import { readSettings } from '../settings.ts';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly remedy?: string;
  /** the portal runs without it; only tests of the real service are skipped */
  readonly optional?: boolean;
}

const WEB = fileURLToPath(new URL('../../web/dist/index.html', import.meta.url));

const onPath = (program: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

const debianPostgres = (): string | undefined => {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  return versions
    .map((version) => `/usr/lib/postgresql/${version}/bin/postgres`)
    .find((file) => existsSync(file));
};

const program = (what: string, found: string | undefined, debian: string): Finding =>
  found
    ? { what, ok: true, detail: found, optional: true }
    : { what, ok: false, detail: 'not found', remedy: `apt-get install ${debian}`, optional: true };

const portFree = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => server.close(() => resolve(true)))
      .listen(port, host);
  });

const runtime = (): Finding => {
  const major = Number(process.versions.node.split('.')[0]);
  return {
    what: 'Node',
    ok: major >= 24,
    detail: process.versions.node,
    remedy: 'start it with npm, which brings the pinned Node 24',
  };
};

const settings = async (): Promise<readonly Finding[]> => {
  try {
    const { config } = await readSettings(process.env);
    const { port, host } = config.http;
    const free = await portFree(port, host);
    const folder = path.dirname(path.resolve(config.database.folder));
    await mkdir(folder, { recursive: true });
    return [
      { what: 'Configuration', ok: true, detail: `${config.mode} mode` },
      {
        what: `Port ${port}`,
        ok: free,
        detail: free ? 'free' : 'in use',
        remedy: 'stop the other process or set PORT',
      },
      { what: 'Data folder', ok: true, detail: folder },
    ];
  } catch (error) {
    if (!(error instanceof ConfigInvalid)) throw error;
    return [
      {
        what: 'Configuration',
        ok: false,
        detail: error.problems.join('; '),
        remedy: 'correct these variables',
      },
    ];
  }
};

/** Looks at this machine and says what is missing. @returns 1 where the portal could not run */
export const doctor = async (_args: readonly string[]): Promise<number> => {
  const findings: readonly Finding[] = [
    runtime(),
    ...(await settings()),
    {
      what: 'Back office',
      ok: existsSync(WEB),
      detail: existsSync(WEB) ? 'built' : 'not built',
      remedy: 'npm run build',
    },
    program('PostgreSQL server (tests)', debianPostgres() ?? onPath('postgres'), 'postgresql'),
    program('Redis server (tests)', onPath('redis-server'), 'redis-server'),
    program('Chromium (browser tests)', onPath('chromium'), 'chromium fonts-noto-core'),
  ];
  for (const { what, ok, detail, remedy, optional } of findings) {
    console.log(
      `${ok ? 'ok     ' : optional ? 'missing' : 'WRONG  '}  ${what.padEnd(26)} ${detail}${ok || !remedy ? '' : `  →  ${remedy}`}`,
    );
  }
  return findings.some(({ ok, optional }) => !ok && !optional) ? 1 : 0;
};
