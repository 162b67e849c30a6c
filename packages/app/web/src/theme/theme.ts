import { defaultLightTheme, type RaThemeOptions } from 'react-admin';
import { components } from './components.ts';
import { dark, light } from './palette.ts';
import { reactAdminComponents } from './react-admin-components.ts';

const base = {
  ...defaultLightTheme,
  shape: { borderRadius: 10 },
  typography: {
    fontFamily: '"Inter Variable","Noto Sans Devanagari Variable",system-ui,sans-serif',
    fontSize: 13.5,
    h4: { fontWeight: 700, letterSpacing: '-.022em', fontSize: '1.75rem' },
    h5: { fontWeight: 700, letterSpacing: '-.02em', fontSize: '1.35rem' },
    h6: { fontWeight: 650, letterSpacing: '-.01em', fontSize: '.975rem' },
    subtitle2: { fontWeight: 600 },
    button: { textTransform: 'none' as const, fontWeight: 600 },
  },
  components: {
    ...defaultLightTheme.components,
    ...components,
    ...reactAdminComponents,
  } as NonNullable<RaThemeOptions['components']>,
};

export const lightTheme: RaThemeOptions = { ...base, palette: light };
export const darkTheme: RaThemeOptions = { ...base, palette: dark };
