import type { PaletteOptions } from '@mui/material';

/** Every text colour passes WCAG AA on its ground, in both modes. */
export const light: PaletteOptions = {
  mode: 'light',
  primary: { main: '#3450c8', dark: '#2a3fa8', light: '#5d78e6' },
  secondary: { main: '#0f766e' },
  success: { main: '#15803d', dark: '#0f6630' },
  warning: { main: '#b45309', dark: '#8a3f07' },
  error: { main: '#c62828', dark: '#a31d1d' },
  info: { main: '#0369a1', dark: '#075783' },
  background: { default: '#f6f7fa', paper: '#ffffff' },
  divider: '#e4e7ee',
  text: { primary: '#171b26', secondary: '#596173' },
};

export const dark: PaletteOptions = {
  mode: 'dark',
  primary: { main: '#8ea8ff', dark: '#7090f5', light: '#b3c4ff' },
  secondary: { main: '#5eead4' },
  success: { main: '#4ade80' },
  warning: { main: '#fbbf24' },
  error: { main: '#f87171' },
  info: { main: '#7dd3fc' },
  background: { default: '#0e1117', paper: '#161a22' },
  divider: '#272c37',
  text: { primary: '#e6e9ef', secondary: '#a2a9b8' },
};
