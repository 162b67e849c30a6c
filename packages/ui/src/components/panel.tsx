import { useId, type ReactNode } from 'react';
import { Box, Card, Typography } from '@mui/material';

interface Props {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  readonly action?: ReactNode;
  /** Content runs to the edges: tables and lists bring their own padding. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A titled card: the one frame of every screen and every plugin's panel. */
export function Panel({ title, subtitle, action, flush = false, children }: Props) {
  const id = useId();
  return (
    <Card
      component="section"
      aria-labelledby={id}
      variant="outlined"
      sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          px: 2.5,
          pt: 2,
          pb: flush ? 1.5 : 1,
          minHeight: 36,
        }}
      >
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography id={id} variant="h6" component="h2">
            {title}
          </Typography>
          {subtitle && (
            <Typography variant="body2" color="textSecondary">
              {subtitle}
            </Typography>
          )}
        </Box>
        {action}
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, ...(flush ? {} : { px: 2.5, pb: 2.5, pt: 0.5 }) }}>{children}</Box>
    </Card>
  );
}
