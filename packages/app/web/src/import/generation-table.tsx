import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { formatDate } from '@compliance-os/ui';
import type { GenerationPreview } from '../api/compliance.ts';

const SHOWN = 300;

/** The obligations that would be made. */
export function GenerationTable({ rows }: { rows: GenerationPreview['rows'] }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  return (
    <Box
      sx={{ border: 1, borderColor: 'divider', borderRadius: '10px', overflow: 'auto', maxHeight: 440 }}
      tabIndex={0}
      role="region"
      aria-label={t('Obligations')}
    >
      <Table size="small" stickyHeader>
        <TableHead>
          <TableRow>
            {['Form', 'Entity', 'Registration', 'Period', 'Due date'].map((label) => (
              <TableCell key={label}>{t(label)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.slice(0, SHOWN).map((row, index) => (
            <TableRow key={index} sx={{ opacity: row.action === 'exists' ? 0.6 : 1 }}>
              <TableCell sx={{ fontWeight: 600 }}>{row.form}</TableCell>
              <TableCell>{row.entityName}</TableCell>
              <TableCell>{row.subjectLabel}</TableCell>
              <TableCell>{row.periodLabel}</TableCell>
              <TableCell>{row.dueDate ? formatDate(row.dueDate, locale) : t('Awaits an event')}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
