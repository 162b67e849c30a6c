import { Alert, Box, Chip, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useLocaleState } from 'react-admin';
import { formatDate } from '@compliance-os/ui';
import { factName } from '../fact-names.ts';
import type { ExtensionPreview } from '../records.ts';
import { useT } from '../texts/use-t.ts';

/** The obligations whose date would move, and how many stay as they are. */
export function AffectedTable({ preview }: { preview: ExtensionPreview }) {
  const t = useT();
  const [locale] = useLocaleState();
  const { counts, rows } = preview;
  const moving = rows.filter((row) => row.outcome === 'moves');
  const open = rows.filter((row) => row.outcome === 'undetermined');
  const date = (day: string | null) => (day === null ? '—' : formatDate(day, locale));
  return (
    <Box sx={{ mt: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 1 }}>
        <Chip size="small" variant="soft" color="success" label={t('countMove', { count: counts.moves })} />
        <Chip
          size="small"
          variant="soft"
          color="info"
          label={t('countNoLongerLate', { count: counts.unbreached })}
        />
        <Chip size="small" variant="soft" label={t('countUnchanged', { count: counts.filed })} />
        {counts.undetermined > 0 && (
          <Chip
            size="small"
            variant="soft"
            color="warning"
            label={t('countUndetermined', { count: counts.undetermined })}
          />
        )}
      </Box>
      {open.length > 0 && (
        <Alert severity="warning" variant="outlined" sx={{ mb: 1 }}>
          {t('recordMissing')}
          {open.map((row) => (
            <Box key={row.instanceId} sx={{ fontSize: 13 }}>
              {row.form} · {row.subjectLabel} · {row.periodLabel}: {row.missing.map(factName).join(', ')}
            </Box>
          ))}
        </Alert>
      )}
      {counts.moves === 0 ? (
        <Alert severity="info">{t('nothingAffected')}</Alert>
      ) : (
        <Box sx={{ overflowX: 'auto' }}>
          <Table size="small">
            <TableHead>
              <TableRow>
                {(['form', 'entity', 'period', 'from', 'to'] as const).map((label) => (
                  <TableCell key={label}>{t(label)}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {moving.map((row) => (
                <TableRow key={row.instanceId}>
                  <TableCell sx={{ fontWeight: 600 }}>{row.form}</TableCell>
                  <TableCell>
                    {row.entityName} · {row.subjectLabel}
                  </TableCell>
                  <TableCell>{row.periodLabel}</TableCell>
                  <TableCell>{date(row.before)}</TableCell>
                  <TableCell sx={{ fontWeight: 600 }}>{date(row.after)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
    </Box>
  );
}
