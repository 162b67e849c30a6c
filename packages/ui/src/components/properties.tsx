import { Fragment, type ReactNode } from 'react';
import { Box } from '@mui/material';

export type Property = readonly [label: string, value: ReactNode];

/** Label and value pairs, as a description list. An absent value shows a dash. */
export const Properties = ({ items }: { items: readonly Property[] }) => (
  <Box
    component="dl"
    sx={{
      m: 0,
      display: 'grid',
      gridTemplateColumns: 'minmax(110px, max-content) 1fr',
      columnGap: 2.5,
      rowGap: 1,
      fontSize: 13.5,
      '& dt': { color: 'text.secondary' },
      '& dd': { m: 0, minWidth: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
    }}
  >
    {items.map(([label, value]) => (
      <Fragment key={label}>
        <dt>{label}</dt>
        <dd>{value ?? '—'}</dd>
      </Fragment>
    ))}
  </Box>
);
