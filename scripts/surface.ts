/**
 * Reports of what others may rely on: the public surface of each package, from its declaration files (every exported
 * name with its declaration, sorted), and the routes that are open to everybody. The committed report must equal what
 * the code says. What differs from the surface last released takes a version that says so.
 *
 *   node scripts/surface.ts            says whether the reports are current and the versions enough
 *   node scripts/surface.ts --write    writes the reports
 *   node scripts/surface.ts --release  also keeps them as what is released: from then on changes are told against it
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { publicRoutes } from './public-routes.ts';
import { versionFault } from './surface/compare.ts';
import { surfaceOf } from './surface/declarations.ts';
import { deprecationFaults } from './surface/deprecations.ts';
import { readReport, reportOf, type Promised } from './surface/report.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Entries as declaration files. */
const PACKAGES = [
  {
    folder: 'packages/core',
    entries: {
      '.': 'dist/index.d.ts',
      './host': 'dist/host.d.ts',
      './package': 'dist/package/index.d.ts',
      './testing': 'dist/testing/index.d.ts',
    },
    // the portal's own composition root is built with the host, version for version
    unpromised: ['./host'],
  },
  {
    folder: 'packages/ui',
    entries: { '.': 'dist/src/index.d.ts', './vite': 'dist/vite/index.d.ts' },
    unpromised: [],
  },
  { folder: 'plugins/compliance', entries: { '.': 'dist/src/contract.d.ts' }, unpromised: [] },
] as const;

const committed = (file: string): string => {
  try {
    return readFileSync(path.join(ROOT, file), 'utf8');
  } catch {
    return ''; // none yet
  }
};

const surfaceNow = ({ folder, entries }: (typeof PACKAGES)[number]): Promised => {
  const { name, version } = JSON.parse(committed(`${folder}/package.json`)) as Record<string, string>;
  return {
    name: name!,
    version: version!,
    entries: new Map(
      Object.entries(entries).map(([entry, file]) => [entry, surfaceOf(path.join(ROOT, folder, file))]),
    ),
  };
};

const without = (promised: Promised, entries: readonly string[]): Promised => ({
  ...promised,
  entries: new Map([...promised.entries].filter(([entry]) => !entries.includes(entry))),
});

const release = process.argv.includes('--release');
const write = release || process.argv.includes('--write');
const faults: string[] = [];

const keep = (file: string, now: string, subject: string): void => {
  if (committed(file) === now) return;
  if (!write) {
    faults.push(
      `${file}: expected ${subject} as the code has it, received another; npm run surface writes it`,
    );
    return;
  }
  writeFileSync(path.join(ROOT, file), now);
  console.log(`${file} was written`);
};

for (const item of PACKAGES) {
  const now = surfaceNow(item);
  keep(`${item.folder}/report.api.md`, reportOf(now), `the public surface of ${now.name}`);
  const promised = without(now, item.unpromised);
  const releasedFile = `${item.folder}/report.released.md`;
  if (release) keep(releasedFile, reportOf(promised), 'what is released');
  const fault = versionFault(readReport(committed(releasedFile)), promised);
  if (fault) faults.push(fault);
  for (const file of globSync(`${item.folder}/dist/**/*.d.ts`, { cwd: ROOT }))
    faults.push(...deprecationFaults(file, committed(file), now.version));
}
keep('packages/app/public-routes.md', publicRoutes(), 'routes without a permission');

for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
