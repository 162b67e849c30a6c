/** A plugin as its author makes it: a folder of its own, the packed UI kit, and the command line that builds and packs. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

const PLUGIN = `import { definePlugin } from '@compliance-os/core';
import { z } from 'zod';

export default definePlugin({
  id: 'food',
  name: 'Food licences',
  version: '1.0.0',
  hostApi: '^1.0.0',
  requires: { compliance: '^1.0.0' },
  capabilities: { secrets: ['gateway'] },
  config: {
    tenant: z.object({
      contact: z.email().optional().describe('Who is written to when a licence expires.'),
      channel: z.enum(['mail', 'text-message']).default('mail'),
      reminder: z
        .object({ daysBefore: z.int().min(1).max(180).default(30) })
        .optional()
        .describe('When somebody is reminded before a licence expires.'),
    }),
  },
  ui: { entry: './ui', slots: ['dashboard.widget', 'entity.panel', 'route'] },
});
`;

const INDEX = `import { definePluginUI } from '@compliance-os/ui';
import english from './texts/en.ts';

export default definePluginUI({
  id: 'food',
  version: '1.0.0',
  texts: { en: english, hi: () => import('./texts/hi.ts') },
  slots: {
    'dashboard.widget': [
      { id: 'expiring', title: 'expiring', size: 'half', load: () => import('./expiring.tsx') },
    ],
    'entity.panel': [
      { id: 'licences', title: 'licences', after: 'compliance/registrations', load: () => import('./licences.tsx') },
    ],
    route: [{ id: 'register', path: 'licences', title: 'licences', load: () => import('./register.tsx') }],
  },
});
`;

const DATA = `export interface Licence { readonly id: string; readonly number: string; readonly premises: string; readonly expires: string }

export const licences: readonly Licence[] = [
  { id: '1', number: '10018022004567', premises: 'Central kitchen, Pune', expires: '2026-12-18' },
  { id: '2', number: '10016011002211', premises: 'Warehouse, Bhiwandi', expires: '2027-03-31' },
  { id: '3', number: '21523067000118', premises: 'Cafe, Koregaon Park', expires: '2027-09-14' },
];
`;

const LICENCES = `import Chip from '@mui/material/Chip';
import { Stack, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import KitchenIcon from '@mui/icons-material/RestaurantOutlined';
import { Code, DueDate, useToday, type EntitySummary } from '@compliance-os/ui';
import { licences } from './data.ts';
import { useT } from './texts/use-t.ts';

export default function Licences({ entity }: { entity: EntitySummary }) {
  const t = useT();
  const today = useToday();
  return (
    <Stack spacing={1.5} data-testid="food-licences">
      <Chip icon={<KitchenIcon />} size="small" label={t('count', { smart_count: licences.length, name: entity.name })} sx={{ alignSelf: 'start' }} />
      <Table size="small">
        <TableHead>
          <TableRow>{(['number', 'premises', 'renewBy'] as const).map((it) => <TableCell key={it}>{t(it)}</TableCell>)}</TableRow>
        </TableHead>
        <TableBody>
          {licences.map((it) => (
            <TableRow key={it.id}>
              <TableCell><Code>{it.number}</Code></TableCell>
              <TableCell>{it.premises}</TableCell>
              <TableCell><DueDate date={it.expires} today={today} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Stack>
  );
}
`;

/** Each hook throws, or says so, where it finds a context of a second copy. */
const EXPIRING = `import { ThemeContext } from '@emotion/react';
import { Typography } from '@mui/material';
import { useTheme } from '@mui/material/styles';
import { useQueryClient } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { useDataProvider, useLocaleState } from 'react-admin';
import { useInRouterContext } from 'react-router';
import { usePortal } from '@compliance-os/ui';
import { LineChart } from '@mui/x-charts';

export default function Expiring() {
  const [months] = useState([1, 0, 0, 0, 1, 0]);
  const theme = useTheme();
  const shared = {
    theme: theme === useContext(ThemeContext),
    primary: theme.palette.primary.main,
    queries: useQueryClient().getQueryData(['portal']) !== undefined,
    data: typeof useDataProvider().getList === 'function',
    locale: useLocaleState()[0],
    router: useInRouterContext(),
    portal: usePortal().manifest?.tenant.name,
  };
  return (
    <div data-testid="food-expiring" data-shared={JSON.stringify(shared)}>
      <Typography variant="body2" color="textSecondary">By month, the next six</Typography>
      <LineChart height={180} series={[{ data: months, color: shared.primary }]} xAxis={[{ data: [1, 2, 3, 4, 5, 6] }]} />
    </div>
  );
}
`;

const REGISTER = `import { Datagrid, ListContextProvider, ResourceContextProvider, TextField, useList } from 'react-admin';
import { Card } from '@mui/material';
import { licences } from './data.ts';

export default function Register() {
  const list = useList({ data: [...licences], resource: 'licences' });
  return (
    <Card variant="outlined" data-testid="food-register">
      <ResourceContextProvider value="licences"><ListContextProvider value={list}>
        <Datagrid bulkActionButtons={false} rowClick={false}>
          <TextField source="number" /><TextField source="premises" /><TextField source="expires" />
        </Datagrid>
      </ListContextProvider></ResourceContextProvider>
    </Card>
  );
}
`;

const ENGLISH = `export default {
  expiring: 'Licences that expire',
  licences: 'Food licences',
  count: '%{smart_count} licence of %{name} |||| %{smart_count} licences of %{name}',
  number: 'Licence',
  premises: 'Premises',
  renewBy: 'Renew by',
} as const;
`;

const HINDI = `import type { TextsLike } from '@compliance-os/ui';
import type english from './en.ts';

export default {
  expiring: 'समाप्त होती अनुज्ञप्तियाँ',
  licences: 'खाद्य अनुज्ञप्तियाँ',
  count: '%{name} की %{smart_count} अनुज्ञप्ति |||| %{name} की %{smart_count} अनुज्ञप्तियाँ',
  number: 'अनुज्ञप्ति',
  premises: 'परिसर',
  renewBy: 'नवीकरण तिथि',
} satisfies TextsLike<typeof english>;
`;

const USE_T = `import { createUseT } from '@compliance-os/ui';
import english from './en.ts';

export const useT = createUseT('food', english);
`;

const FILES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: '@acme/food',
    version: '1.0.0',
    type: 'module',
    peerDependencies: {
      '@compliance-os/core': '^1.0.0',
      '@compliance-os/compliance': '*',
      '@compliance-os/ui': '^1.0.0',
    },
  }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      target: 'es2024',
      lib: ['es2024', 'dom', 'dom.iterable'],
      module: 'esnext',
      moduleResolution: 'bundler',
      jsx: 'react-jsx',
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      types: [],
    },
    include: ['src/ui'],
  }),
  'src/plugin.ts': PLUGIN,
  'src/ui/index.tsx': INDEX,
  'src/ui/data.ts': DATA,
  'src/ui/texts/en.ts': ENGLISH,
  'src/ui/texts/hi.ts': HINDI,
  'src/ui/texts/use-t.ts': USE_T,
  'src/ui/licences.tsx': LICENCES,
  'src/ui/expiring.tsx': EXPIRING,
  'src/ui/register.tsx': REGISTER,
};

/** What `npm install` of the packed kit leaves: the kit itself as a copy, what it stands on beside it. */
const installKit = async (folder: string): Promise<void> => {
  const modules = path.join(folder, 'node_modules');
  const kit = path.join(modules, '@compliance-os/ui');
  await mkdir(kit, { recursive: true });
  for (const name of await readdir(path.join(REPOSITORY, 'node_modules')))
    if (name !== '@compliance-os' && name !== '.bin')
      await symlink(path.join(REPOSITORY, 'node_modules', name), path.join(modules, name));
  for (const name of ['core', 'compliance'])
    await symlink(
      path.join(REPOSITORY, 'node_modules/@compliance-os', name),
      path.join(modules, '@compliance-os', name),
    );
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: path.join(REPOSITORY, 'packages/ui'),
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  await run('tar', ['-xzf', path.join(folder, filename), '--strip-components=1', '-C', kit]);
};

export interface OutsidePlugin {
  /** What its author hands over: `food-1.0.0.tgz` */
  readonly archive: string;
  remove(): Promise<void>;
}

/** Type-checks, builds and packs the plugin in a temporary folder outside of the workspace. */
export const buildOutside = async (): Promise<OutsidePlugin> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-food-'));
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  await installKit(folder);
  const told = (error: Error & { stdout?: string; stderr?: string }) => {
    throw new Error(`${error.message}\n${error.stdout ?? ''}${error.stderr ?? ''}`);
  };
  await run(path.join(REPOSITORY, 'node_modules/.bin/tsc'), ['-p', '.'], { cwd: folder }).catch(told);
  const cli = path.join(REPOSITORY, 'packages/plugin-cli/dist/cli.js');
  for (const act of ['build', 'pack'])
    await run(process.execPath, [cli, act, '--project', folder]).catch(told);
  return {
    archive: path.join(folder, 'dist/food-1.0.0.tgz'),
    remove: () => rm(folder, { recursive: true }),
  };
};
