import type { ReactNode } from 'react';
import { Box, Typography } from '@mui/material';

interface Props {
  readonly title: string;
  readonly text?: ReactNode;
  readonly icon?: ReactNode;
  readonly action?: ReactNode;
  readonly dense?: boolean;
}

/** Nothing here yet: says what would be here, and what to do about it. */
export const EmptyState = ({ title, text, icon, action, dense = false }: Props) => (
  <Box sx={{ textAlign: 'center', px: 3, py: dense ? 3 : 7, color: 'text.secondary' }}>
    {icon && (
      <Box
        aria-hidden
        sx={{
          width: 52,
          height: 52,
          mx: 'auto',
          mb: 1.5,
          display: 'grid',
          placeItems: 'center',
          borderRadius: '14px',
          bgcolor: 'action.hover',
          color: 'primary.main',
        }}
      >
        {icon}
      </Box>
    )}
    <Typography variant="subtitle1" component="p" sx={{ color: 'text.primary', fontWeight: 600 }}>
      {title}
    </Typography>
    {text && (
      <Typography variant="body2" sx={{ maxWidth: 460, mx: 'auto', mt: 0.5 }}>
        {text}
      </Typography>
    )}
    {action && <Box sx={{ mt: 2.5, display: 'flex', gap: 1, justifyContent: 'center' }}>{action}</Box>}
  </Box>
);
