import { Alert, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { formatDate } from '@compliance-os/ui';
import type { ExtensionPreview } from '../records.ts';

/** The obligations whose date would move. */
export function AffectedTable({ preview }: { preview: ExtensionPreview }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  if (preview.affected === 0)
    return (
      <Alert severity="info" sx={{ mt: 2 }}>
        {t('Nothing open falls under this notification.')}
      </Alert>
    );
  return (
    <Table size="small" sx={{ mt: 2 }}>
      <TableHead>
        <TableRow>
          <TableCell>{t('Form')}</TableCell>
          <TableCell>{t('Entity')}</TableCell>
          <TableCell>{t('Period')}</TableCell>
          <TableCell>{t('From')}</TableCell>
          <TableCell>{t('To')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {preview.items.map((item) => (
          <TableRow key={item.instanceId}>
            <TableCell sx={{ fontWeight: 600 }}>{item.form}</TableCell>
            <TableCell>
              {item.entityName} · {item.subjectLabel}
            </TableCell>
            <TableCell>{item.periodLabel}</TableCell>
            <TableCell>{formatDate(item.from, locale)}</TableCell>
            <TableCell sx={{ fontWeight: 600 }}>{formatDate(item.to, locale)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
