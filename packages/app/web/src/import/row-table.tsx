import { Box, Chip, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { ImportRow } from '../api/compliance.ts';

const TONES = { create: 'success', update: 'info', skip: 'default' } as const;
const LABELS = { create: 'New', update: 'Changed', skip: 'As before' } as const;
const SHOWN = 200;

const textOf = (record: ImportRow['record']): string =>
  Object.values(record)
    .filter((value) => typeof value === 'string' || typeof value === 'number')
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
