import { execFile } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const VERSIONS = {
  '@backstage/backend-defaults': '0.19.0',
  '@backstage/backend-plugin-api': '1.12.0',
  express: '4.22.3',
} as const;

export const BACKSTAGE = Object.entries(VERSIONS)
  .filter(([name]) => name !== 'express')
  .map(([name, version]) => `${name} ${version}`)
  .join(', ');

/** Installs Backstage from npm into a folder, unless it is there. It takes minutes. */
export const installBackstage = async (folder: string): Promise<void> => {
  const there = path.join(folder, 'node_modules/@backstage/backend-defaults/package.json');
  if (
    await access(there).then(
      () => true,
      () => false,
    )
  )
    return;
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'backstage-bench', private: true, dependencies: VERSIONS }),
  );
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
  });
};

/** Its configuration: everything at its default, a schema for each plugin. */
export const configOf = (databaseUrl: string, port: number): string => {
  const url = new URL(databaseUrl);
  return JSON.stringify({
    app: { baseUrl: 'http://localhost:3000' },
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'pg',
        pluginDivisionMode: 'schema',
        connection: {
          host: url.searchParams.get('host') ?? url.hostname,
          port: Number(url.port || 5432),
          user: decodeURIComponent(url.username),
          password: decodeURIComponent(url.password),
          database: url.pathname.slice(1),
        },
      },
    },
  });
};
