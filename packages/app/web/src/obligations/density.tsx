import ComfortableIcon from '@mui/icons-material/DensityMediumOutlined';
import CompactIcon from '@mui/icons-material/DensitySmallOutlined';
import { IconButton, Tooltip } from '@mui/material';
import { useStore, useTranslate } from 'react-admin';

export type Density = 'compact' | 'comfortable';

/** Kept in the browser, for every list. */
export const useDensity = () => useStore<Density>('lists.density', 'compact');

export function DensityToggle({ value, onChange }: { value: Density; onChange: (next: Density) => void }) {
  const t = useTranslate();
  const next = value === 'compact' ? 'comfortable' : 'compact';
  const label = t(next === 'compact' ? 'Compact rows' : 'Comfortable rows');
  return (
    <Tooltip title={label}>
      <IconButton aria-label={label} color="primary" size="small" onClick={() => onChange(next)}>
        {next === 'compact' ? <CompactIcon fontSize="small" /> : <ComfortableIcon fontSize="small" />}
      </IconButton>
    </Tooltip>
  );
}
