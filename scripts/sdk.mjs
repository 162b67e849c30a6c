// What authors of plugins install, as archives in a folder: npm run sdk [-- <folder>]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { install, root, tool } from './runtime.mjs';

const PACKAGES = [
  'packages/core',
  'packages/ui',
  'plugins/compliance',
  'packages/plugin-cli',
  'packages/create-plugin',
];
const WINDOWS = process.platform === 'win32';

install();
for (const project of [['-b'], ['-p', 'packages/ui']]) {
  const code = await tool('tsc', project);
  if (code !== 0) process.exit(code);
}

/** What must not travel: sources would be taken for the package by whoever resolves them, tests are nobody's. */
const isForeign = (file, entry) =>
  entry !== 'packages/create-plugin' || file.startsWith('dist/')
    ? /\.test\.|\.test-d\.|(^|\/)test\//.test(file) || (/\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    : false;

const faultsOf = (entry, files) => {
  const { exports: entries = {}, bin = {} } = JSON.parse(
    readFileSync(path.join(root, entry, 'package.json'), 'utf8'),
  );
  const wanted = [
    ...Object.values(entries).flatMap((it) => (typeof it === 'object' ? [it.types, it.default] : [])),
    ...Object.values(bin),
  ].map((file) => file.replace('./', ''));
  return [
    ...wanted.filter((file) => !files.includes(file)).map((file) => `expected ${file}, found none`),
    ...files
      .filter((file) => isForeign(file, entry))
      .map((file) => `expected no sources and no tests, found ${file}`),
  ].map((fault) => `${entry}: ${fault}`);
};

const folder = path.resolve(process.argv[2] ?? path.join(root, 'dist/sdk'));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const faults = [];
for (const entry of PACKAGES) {
  const { status, stdout, stderr } = spawnSync(
    WINDOWS ? 'npm.cmd' : 'npm',
    ['pack', '--json', '--pack-destination', folder],
    { cwd: path.join(root, entry), encoding: 'utf8', shell: WINDOWS },
  );
  if (status !== 0) {
    console.error(stderr);
    process.exit(1);
  }
  const [{ filename, size, files }] = JSON.parse(stdout);
  faults.push(
    ...faultsOf(
      entry,
      files.map(({ path: file }) => file),
    ),
  );
  console.log(`${filename}  ${Math.ceil(size / 1024)} KB`);
}
cpSync(path.join(root, 'examples'), path.join(folder, 'examples'), {
  recursive: true,
  filter: (file) => !['node_modules', 'dist'].includes(path.basename(file)),
});
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(
  `\nThe packages are in ${folder}, with examples. A new plugin:\n  npx --package ${path.join(folder, 'compliance-os-create-plugin-*.tgz')} create-compliance-os-plugin <id> --sdk ${folder}`,
);
