import type { ReactNode } from 'react';
import { Box } from '@mui/material';

/** Numbers that are read letter by letter: GSTIN, PAN, ARN, hashes. */
export const Code = ({ children }: { children: ReactNode }) => (
  <Box
    component="code"
    sx={{
      fontFamily: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
      fontSize: '0.93em',
      overflowWrap: 'anywhere',
    }}
  >
    {children}
  </Box>
);
