import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportedNames } from './installed-package.ts';
import { pluginUiConfig } from './plugin-ui-config.ts';
import { SERVED_BY } from './shared-modules.ts';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-plugin-ui-'));
  await symlink(path.join(REPOSITORY, 'node_modules'), path.join(folder, 'node_modules'));
  await writeFile(path.join(folder, 'package.json'), '{ "name": "food", "type": "module" }');
  await mkdir(path.join(folder, 'src/ui'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

const outDir = () => path.join(folder, 'dist/ui');
const built = async (panel: string): Promise<Record<string, string>> => {
  await writeFile(
    path.join(folder, 'src/ui/index.tsx'),
    `import { definePluginUI } from '@compliance-os/ui';
     export default definePluginUI({ id: 'food', version: '1.0.0', slots: {
       'entity.panel': [{ id: 'licences', title: 'Licences', load: () => import('./panel.tsx') }] } });`,
  );
  await writeFile(path.join(folder, 'src/ui/panel.tsx'), panel);
  await build({ ...pluginUiConfig(), root: folder, configFile: false, logLevel: 'silent' });
  const files = await readdir(outDir());
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [file, await readFile(path.join(outDir(), file), 'utf8')] as const),
    ),
  );
};
const scriptsOf = (files: Record<string, string>) => Object.keys(files).filter((it) => it.endsWith('.js'));

describe('the build of panels outside of the workspace', () => {
  test('brings its own code, under hashed names, and nothing that the portal shares', async () => {
    const files = await built(
      `import { useState } from 'react';
       import { Typography } from '@mui/material';
       import Button from '@mui/material/Button';
       import { styled } from '@mui/material/styles';
       import Icon from '@mui/icons-material/RestaurantOutlined';
       const Wide = styled('div')({ width: '100%' });
       export default function Licences() {
         const [count, setCount] = useState(0);
         return <Wide><Icon /><Typography>{count}</Typography><Button onClick={() => setCount(count + 1)}>More</Button></Wide>;
       }`,
    );
    expect(scriptsOf(files).toSorted()).toEqual([
      expect.stringMatching(/^panel-[\w-]+\.js$/),
      expect.stringMatching(/^ui-[\w-]+\.js$/),
    ]);
    const code = scriptsOf(files)
      .map((it) => files[it])
      .join('\n');
    expect(code.length).toBeLessThan(4_000);
    expect(code).not.toMatch(/process\.env|jsxDEV|require\(/);
    expect(code).toMatch(/import\(["'`]\.\/panel-/);
    const imported = [...code.matchAll(/(?:from|import)\s*["'`]([^"'`.][^"'`]*)["'`]/g)].map(
      (match) => match[1],
    );
    expect([...new Set(imported)].toSorted()).toEqual([
      '@compliance-os/ui',
      '@mui/material',
      '@mui/material/styles',
      'react',
      'react/jsx-runtime',
    ]);
  });

  test('turns a library that requires React into one that imports it', async () => {
    await mkdir(path.join(folder, 'src/ui/old'), { recursive: true });
    await writeFile(
      path.join(folder, 'src/ui/old/index.cjs'),
      `const React = require('react'); exports.Old = () => React.createElement('p', null, 'old');`,
    );
    const files = await built(`export { Old as default } from './old/index.cjs';`);
    const code = scriptsOf(files)
      .map((it) => files[it])
      .join('\n');
    expect(code).toMatch(/from\s*["'`]react["'`]/);
    expect(code).not.toMatch(/require\(["'`]react/);
  });

  test.each([
    ['@emotion/styled', 'use styled of "@mui/material/styles"'],
    ['react-dom/client', 'use a panel: the portal renders it'],
    ['@mui/material/colors/blue', 'use the root of the package'],
    ['react-router/dom', 'use the root of the package'],
    ['react-router-dom', 'use "react-router"'],
  ])('refuses by name what would be a second copy: %s', async (specifier, remedy) => {
    const failed = built(`import * as all from '${specifier}'; export default () => String(all);`);
    await expect(failed).rejects.toThrow(
      `"${specifier}" (imported by ${folder}/src/ui/panel.tsx): expected a module`,
    );
    await expect(failed).rejects.toThrow(remedy);
  });

  test('refuses code of the server', async () => {
    await expect(
      built(`import { definePlugin } from '@compliance-os/core'; export default () => String(definePlugin);`),
    ).rejects.toThrow(/"@compliance-os\/core" .*import its types only/);
  });
});

test.each(Object.entries(SERVED_BY))('%s has no name that %s has not', (alias, shared) => {
  const there = new Set(exportedNames(REPOSITORY, shared));
  expect(exportedNames(REPOSITORY, alias).filter((name) => name !== 'default' && !there.has(name))).toEqual(
    [],
  );
});
