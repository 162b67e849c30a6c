import { Box, Chip, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { formatDate } from '@compliance-os/ui';
import type { GenerationPreview } from '../api/compliance.ts';
import { ACTIONS } from './generation-actions.ts';

const SHOWN = 300;

/** What would be made and changed, each with its reason. */
export function GenerationTable({ rows }: { rows: GenerationPreview['rows'] }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const shown = (day: string | null) => (day ? formatDate(day, locale) : t('Awaits an event'));
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
            {['Form', 'Entity', 'Registration', 'Period', 'Due date', 'Change', 'Reason'].map((label) => (
              <TableCell key={label}>{t(label)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.slice(0, SHOWN).map((row, index) => {
            const { label, color } = ACTIONS[row.action];
            const stands = row.instanceId !== null;
            const leaves = stands && row.dueDate === null;
            const moved = stands && !leaves && row.dueDate !== row.dueDateBefore;
            return (
              <TableRow key={index}>
                <TableCell sx={{ fontWeight: 600 }}>{row.form}</TableCell>
                <TableCell>{row.entityName}</TableCell>
                <TableCell>{row.subjectLabel}</TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{row.periodLabel}</TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>
                  {(leaves || moved) && (
                    <Box
                      component={leaves ? 'span' : 'del'}
                      sx={{ color: 'text.secondary', mr: moved ? 0.75 : 0 }}
                    >
                      {shown(row.dueDateBefore)}
                    </Box>
                  )}
                  {!leaves && shown(row.dueDate)}
                </TableCell>
                <TableCell>
                  <Chip size="small" variant="soft" color={color} label={t(label)} />
                </TableCell>
                <TableCell sx={{ color: 'text.secondary', minWidth: 260 }}>{row.reason}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Box>
  );
}
