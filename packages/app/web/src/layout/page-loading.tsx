import { Box, Skeleton } from '@mui/material';

/** The shape of a page while it comes: a heading and a card. */
export const PageLoading = () => (
  <Box aria-busy sx={{ p: { xs: 2, md: 3 } }}>
    <Skeleton width={220} height={40} />
    <Skeleton variant="rounded" height={320} sx={{ mt: 2 }} />
  </Box>
);
