import { CircularProgress } from '@mui/material';
import { useIsFetching, useIsMutating } from '@tanstack/react-query';

/** Something is on its way from or to the server. */
export function ProgressMark() {
  const busy = useIsFetching() + useIsMutating() > 0;
  return (
    <CircularProgress
      aria-hidden
      size={18}
      thickness={5}
      sx={{ mx: 1, visibility: busy ? 'visible' : 'hidden', display: { xs: 'none', sm: 'block' } }}
    />
  );
}
