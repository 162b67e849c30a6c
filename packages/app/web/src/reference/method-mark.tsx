import { Box } from '@mui/material';

const COLORS: Readonly<Record<string, string>> = {
  GET: 'info.main',
  POST: 'success.main',
  PUT: 'warning.main',
  PATCH: 'warning.main',
  DELETE: 'error.main',
};

/** The verb of a request, in the colour of what it does. */
export const MethodMark = ({ method }: { method: string }) => (
  <Box
    component="span"
    sx={{
      color: COLORS[method] ?? 'text.secondary',
      fontFamily: 'monospace',
      fontSize: 11.5,
      fontWeight: 700,
      minWidth: 50,
      display: 'inline-block',
    }}
  >
    {method}
  </Box>
);
