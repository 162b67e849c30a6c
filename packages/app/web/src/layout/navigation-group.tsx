import type { ReactNode } from 'react';
import { Box, Typography } from '@mui/material';
import { alpha } from '@mui/material/styles';
import { useTranslate } from 'react-admin';
import { NavLink } from 'react-router';

export interface MenuEntry {
  readonly label: string;
  readonly to: string;
  readonly icon: ReactNode;
}

export function NavigationGroup({ title, entries }: { title?: string; entries: readonly MenuEntry[] }) {
  const t = useTranslate();
  if (entries.length === 0) return null;
  return (
    <Box sx={{ mt: title ? 2 : 0.5, px: 1.25 }}>
      {title && (
        <Typography
          component="h2"
          sx={{ px: 1.25, pb: 0.5, fontSize: 11.5, fontWeight: 600, color: 'text.secondary' }}
        >
          {title}
        </Typography>
      )}
      {entries.map((entry) => (
        <Box
          key={entry.to}
          component={NavLink}
          to={entry.to}
          end={entry.to === '/'}
          sx={(theme) => ({
            display: 'flex',
            alignItems: 'center',
            gap: 1.5,
            px: 1.25,
            py: 0.9,
            my: '1px',
            borderRadius: '8px',
            fontSize: 13.5,
            fontWeight: 500,
            color: 'text.secondary',
            textDecoration: 'none',
            '& svg': { fontSize: 20 },
            '&:hover': { bgcolor: 'action.hover', color: 'text.primary' },
            '&:focus-visible': { outline: 2, outlineColor: 'primary.main', outlineOffset: -2 },
            '&.active': {
              bgcolor: alpha(theme.palette.primary.main, theme.palette.mode === 'dark' ? 0.16 : 0.1),
              color: theme.palette.mode === 'dark' ? 'primary.light' : 'primary.dark',
              fontWeight: 600,
            },
          })}
        >
          {entry.icon}
          {t(entry.label)}
        </Box>
      ))}
    </Box>
  );
}
