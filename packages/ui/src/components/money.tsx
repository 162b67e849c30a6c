import { Box, Tooltip } from '@mui/material';
import { useLocaleState } from 'react-admin';
import { formatPaise, formatPaiseShort } from '../format/money.ts';

interface Props {
  /** Paise; null is "not priced", never zero. */
  readonly paise: number | null;
  /** Lakh and crore, with the full amount in a tooltip. */
  readonly short?: boolean;
}

export function Money({ paise, short = false }: Props) {
  const [locale] = useLocaleState();
  if (paise === null) return <span aria-label="not priced">—</span>;
  const full = formatPaise(paise, locale);
  const shown = short ? formatPaiseShort(paise, locale) : full;
  const text = (
    <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
      {shown}
    </Box>
  );
  return shown === full ? text : <Tooltip title={full}>{text}</Tooltip>;
}
