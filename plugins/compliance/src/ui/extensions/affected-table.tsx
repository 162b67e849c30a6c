import { Alert, Box, Chip, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { formatDate } from '@compliance-os/ui';
import { factName } from '../fact-names.ts';
import type { ExtensionPreview } from '../records.ts';

/** The obligations whose date would move, and how many stay as they are. */
export function AffectedTable({ preview }: { preview: ExtensionPreview }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const { counts, rows } = preview;
  const moving = rows.filter((row) => row.outcome === 'moves');
  const open = rows.filter((row) => row.outcome === 'undetermined');
  const date = (day: string | null) => (day === null ? '—' : formatDate(day, locale));
  return (
    <Box sx={{ mt: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 1 }}>
        <Chip
          size="small"
          variant="soft"
          color="success"
          label={t('%{count} move', { count: counts.moves })}
        />
        <Chip
          size="small"
          variant="soft"
          color="info"
          label={t('%{count} no longer late', { count: counts.unbreached })}
        />
        <Chip size="small" variant="soft" label={t('%{count} filed, unchanged', { count: counts.filed })} />
        {counts.undetermined > 0 && (
          <Chip
            size="small"
            variant="soft"
            color="warning"
            label={t('%{count} undetermined', { count: counts.undetermined })}
          />
        )}
      </Box>
      {open.length > 0 && (
        <Alert severity="warning" variant="outlined" sx={{ mb: 1 }}>
          {t('Record what is missing, then apply the notification again:')}
          {open.map((row) => (
            <Box key={row.instanceId} sx={{ fontSize: 13 }}>
              {row.form} · {row.subjectLabel} · {row.periodLabel}: {row.missing.map(factName).join(', ')}
            </Box>
          ))}
        </Alert>
      )}
      {counts.moves === 0 ? (
        <Alert severity="info">{t('Nothing open falls under this notification.')}</Alert>
      ) : (
        <Box sx={{ overflowX: 'auto' }}>
          <Table size="small">
            <TableHead>
              <TableRow>
                {['Form', 'Entity', 'Period', 'From', 'To'].map((label) => (
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
