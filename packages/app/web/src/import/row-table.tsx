import { Box, Chip, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import { formatPaiseShort } from '@compliance-os/ui';
import type { ImportRow } from '../api/compliance.ts';

const TONES = { create: 'success', update: 'info', skip: 'default' } as const;
const LABELS = { create: 'New', update: 'Changed', skip: 'As before' } as const;
const SHOWN = 200;

/** Amounts in a record are paise. */
const MONEY = /aato|turnover/i;

const valueText = (key: string, value: unknown): string => {
  if (typeof value === 'number') return MONEY.test(key) ? formatPaiseShort(value) : String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** What the row says, in the order of its columns; facts by name. */
const textOf = (record: ImportRow['record']): string =>
  Object.entries(record)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) =>
      key.includes('.') ? `${key.split('.').pop()}: ${valueText(key, value)}` : valueText(key, value),
    )
    .join(' · ');

/** What each row of the file would do. */
export function RowTable({ rows }: { rows: readonly ImportRow[] }) {
  const t = useTranslate();
  return (
    <Box
      sx={{ border: 1, borderColor: 'divider', borderRadius: '10px', overflow: 'auto', maxHeight: 420 }}
      tabIndex={0}
      role="region"
      aria-label={t('Rows')}
    >
      <Table size="small" stickyHeader>
        <TableHead>
          <TableRow>
            <TableCell>{t('Sheet')}</TableCell>
            <TableCell>{t('Row')}</TableCell>
            <TableCell>{t('What it does')}</TableCell>
            <TableCell>{t('Record')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.slice(0, SHOWN).map((row) => (
            <TableRow key={`${row.sheet}${row.row}`}>
              <TableCell>{row.sheet}</TableCell>
              <TableCell>{row.row}</TableCell>
              <TableCell>
                <Chip size="small" variant="soft" color={TONES[row.action]} label={t(LABELS[row.action])} />
              </TableCell>
              <TableCell>{textOf(row.record)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
