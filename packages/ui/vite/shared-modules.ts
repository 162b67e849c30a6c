/**
 * What the portal and the plugins that are installed into it have one copy of. The portal serves it; a plugin's build
 * leaves it out and the page's import map says where it is. A second copy would be a second context: a panel that
 * cannot see the theme, the router or the data.
 */
export const SHARED_MODULES = [
  'react',
  'react/jsx-runtime',
  'react-dom',
  'react-router',
  '@tanstack/react-query',
  'react-hook-form',
  '@emotion/react',
  '@mui/system',
  '@mui/material',
  '@mui/x-charts',
  'react-admin',
  '@compliance-os/ui',
] as const;

/** Further names for a shared module: whatever they export, it exports too. */
export const SERVED_BY: Readonly<Record<string, (typeof SHARED_MODULES)[number]>> = {
  '@mui/material/styles': '@mui/material',
  '@mui/material/utils': '@mui/material',
  'ra-core': 'react-admin',
  'ra-ui-materialui': 'react-admin',
};

/** Everything that a plugin's bundle may name without bringing it. */
export const SHARED_SPECIFIERS: readonly string[] = [...SHARED_MODULES, ...Object.keys(SERVED_BY)];

/** `@mui/material/styles` → `@mui/material`; `react/jsx-runtime` → `react`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
