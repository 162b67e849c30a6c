import { Box, Table, TableBody, TableCell, TableHead, TableRow, type Theme } from '@mui/material';
import { alpha } from '@mui/material/styles';
import { useTranslate } from 'react-admin';
import type { RowImage } from '../api/core.ts';
import { changedValues } from './changed-values.ts';

const ground = (tone: 'error' | 'success') => (theme: Theme) => alpha(theme.palette[tone].main, 0.1);

/** Old and new side by side, field by field. */
export function AuditDiff({ before, after }: { before: RowImage | null; after: RowImage | null }) {
  const t = useTranslate();
  const changes = changedValues(before, after);
  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: '8px', overflowX: 'auto' }}>
      <Table
        size="small"
        sx={{ tableLayout: 'fixed', minWidth: 420, '& td': { overflowWrap: 'anywhere', fontSize: 12.5 } }}
      >
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: '26%' }}>{t('Field')}</TableCell>
            <TableCell>{t('Before')}</TableCell>
            <TableCell>{t('After')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {changes.map((change) => (
            <TableRow key={change.field}>
              <TableCell sx={{ color: 'text.secondary' }}>{change.field}</TableCell>
              <TableCell sx={change.before === null ? {} : { bgcolor: ground('error') }}>
                {change.before ?? '—'}
              </TableCell>
              <TableCell sx={change.after === null ? {} : { bgcolor: ground('success') }}>
                {change.after ?? '—'}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
