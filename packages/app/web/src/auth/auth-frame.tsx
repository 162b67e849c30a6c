import { useEffect, type ReactNode } from 'react';
import { Box, Stack, Typography } from '@mui/material';
import { Brand } from '../layout/brand.tsx';
import { LanguageMenu } from '../layout/language-menu.tsx';
import { ThemeToggle } from '../layout/theme-toggle.tsx';
import { AuthShowcase } from './auth-showcase.tsx';

interface Props {
  readonly title: string;
  readonly text?: ReactNode;
  readonly children: ReactNode;
}

/** The page of a visitor: a form, and on wide screens what the product is for. */
export function AuthFrame({ title, text, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Compliance OS`;
  }, [title]);
  return (
    <Box
      sx={{
        minHeight: '100dvh',
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: 'minmax(440px, 5fr) 6fr' },
        bgcolor: 'background.paper',
      }}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', p: { xs: 2.5, sm: 4 } }}>
        <Box sx={{ display: 'flex', alignItems: 'center' }}>
          <Box sx={{ flex: 1 }}>
            <Brand />
          </Box>
          <LanguageMenu />
          <ThemeToggle />
        </Box>
        <Box component="main" sx={{ flex: 1, display: 'grid', placeItems: 'center', py: 4 }}>
          <Stack spacing={2.5} sx={{ width: '100%', maxWidth: 380 }}>
            <div>
              <Typography variant="h4" component="h1">
                {title}
              </Typography>
              {text && (
                <Typography color="textSecondary" sx={{ mt: 0.75 }}>
                  {text}
                </Typography>
              )}
            </div>
            {children}
          </Stack>
        </Box>
      </Box>
      <AuthShowcase />
    </Box>
  );
}
