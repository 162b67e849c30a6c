import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Code } from '@compliance-os/ui';
import type { ImportError } from '../api/compliance.ts';
import type { Column } from '../export/cell.ts';
import { saveCsv } from '../export/save-csv.ts';

const columns: readonly Column<ImportError>[] = [
  { label: 'Sheet', value: (it) => it.sheet },
  { label: 'Row', value: (it) => it.row },
  { label: 'Column', value: (it) => it.column },
  { label: 'What is wrong', value: (it) => it.message },
  { label: 'Expected', value: (it) => it.expected ?? null },
  { label: 'Found', value: (it) => it.received ?? null },
];

/** Every mistake of the file at once: where, what was expected, what was found. */
export function ErrorTable({ errors, name }: { errors: readonly ImportError[]; name: string }) {
  const t = useTranslate();
  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: '10px', overflowX: 'auto' }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            {columns.map((column) => (
              <TableCell key={column.label}>{t(column.label)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {errors.map((error, index) => (
            <TableRow key={index}>
              <TableCell>{error.sheet}</TableCell>
              <TableCell>{error.row}</TableCell>
              <TableCell>
                <Code>{error.column}</Code>
              </TableCell>
              <TableCell sx={{ color: 'error.main', fontWeight: 500 }}>{error.message}</TableCell>
              <TableCell>{error.expected}</TableCell>
              <TableCell>{error.received}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Button
        size="small"
        startIcon={<DownloadIcon />}
        onClick={() => saveCsv(`${name}-errors`, columns, errors)}
        sx={{ m: 1 }}
      >
        {t('Download the list')}
      </Button>
    </Box>
  );
}
