import { Box, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Code } from '@compliance-os/ui';
import type { Field } from './schema-fields.ts';

const INDENT = 18;

/** The lines of a schema, those inside others set further in. */
export function FieldTable({ label, fields }: { label: string; fields: readonly Field[] }) {
  const t = useTranslate();
  return (
    <TableContainer tabIndex={0} role="group" aria-label={label}>
      <Table size="small" aria-label={label} sx={{ '& td, & th': { verticalAlign: 'top' } }}>
        <TableHead>
          <TableRow>
            <TableCell>{t('Name')}</TableCell>
            <TableCell>{t('Type')}</TableCell>
            <TableCell>{t('What it holds')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {fields.map((field) => (
            <TableRow key={field.key}>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                <Box component="span" sx={{ pl: `${field.depth * INDENT}px` }}>
                  <Code>{field.name}</Code>
                </Box>
                {field.required && (
                  <Box component="span" sx={{ color: 'error.main', ml: 0.75, typography: 'caption' }}>
                    {t('required')}
                  </Box>
                )}
              </TableCell>
              <TableCell sx={{ minWidth: 140, color: 'text.secondary' }}>{field.type}</TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>{field.notes.join(' · ')}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
