import type { ReactNode } from 'react';
import { Box } from '@mui/material';

/** A row of a card's list: what it is about takes the room, what is known of it and can be done stands beside it. */
export const ListRow = ({ children }: { children: ReactNode }) => (
  <Box
    sx={{
      display: 'flex',
      flexWrap: 'wrap',
      gap: 2,
      alignItems: 'center',
      px: 2.5,
      py: 1.5,
      borderBottom: 1,
      borderColor: 'divider',
    }}
  >
    {children}
  </Box>
);
