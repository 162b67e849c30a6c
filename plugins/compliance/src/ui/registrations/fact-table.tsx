import { Box, Chip, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useLocaleState } from 'react-admin';
import { formatDate } from '@compliance-os/ui';
import type { Fact } from '../records.ts';
import { factName, factValue } from '../fact-names.ts';
import { useT } from '../texts/use-t.ts';

/** What is known of a registration, from when, and who says so. */
export function FactTable({ facts }: { facts: readonly Fact[] }) {
  const t = useT();
  const [locale] = useLocaleState();
  return (
    <Box sx={{ overflowX: 'auto', mt: 1 }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{t('fact')}</TableCell>
            <TableCell>{t('value')}</TableCell>
            <TableCell>{t('from')}</TableCell>
            <TableCell>{t('source')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {facts.map((fact) => (
            <TableRow key={`${fact.field}${fact.from}`}>
              <TableCell>{factName(fact.field)}</TableCell>
              <TableCell sx={{ fontWeight: 600 }}>
                {factValue(fact.field, fact.value, locale) ?? (
                  <Chip size="small" variant="soft" color="warning" label={t('unknown')} />
                )}
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                {formatDate(fact.from, locale)}
                {fact.to && ` – ${formatDate(fact.to, locale)}`}
              </TableCell>
              <TableCell sx={{ color: 'text.secondary' }}>{fact.source}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
