import { useState } from 'react';
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import { Button, Menu, MenuItem } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useListContext, useNotify, useTranslate } from 'react-admin';
import { pathOf } from '../providers/resource-paths.ts';
import type { QueryValue } from '../api/page.ts';
import type { Column } from './cell.ts';
import { readAll } from './read-all.ts';
import { saveCsv } from './save-csv.ts';
import { saveXlsx } from './xlsx.ts';

type Format = 'csv' | 'xlsx';

/** Exports what the list shows: the same rows, filter and order. */
export function ExportMenu<Row>({ name, columns }: { name: string; columns: readonly Column<Row>[] }) {
  const t = useTranslate();
  const notify = useNotify();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { resource, filterValues, sort } = useListContext();
  const work = useMutation({
    mutationFn: async (format: Format) => {
      const order = sort.order === 'DESC' ? `-${sort.field}` : sort.field;
      const filter = filterValues as Record<string, QueryValue>;
      const rows = await readAll<Row>(pathOf(resource), { ...filter, sort: order });
      const translated = columns.map((it) => ({ ...it, label: t(it.label) }));
      if (format === 'csv') saveCsv(name, translated, rows);
      else await saveXlsx(name, translated, rows);
    },
    onError: (error) => notify(error.message, { type: 'error' }),
  });
  const start = (format: Format) => () => {
    setAnchor(null);
    work.mutate(format);
  };
  return (
    <>
      <Button
        startIcon={<DownloadIcon />}
        loading={work.isPending}
        loadingPosition="start"
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('Export')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={start('xlsx')}>Excel (.xlsx)</MenuItem>
        <MenuItem onClick={start('csv')}>CSV (.csv)</MenuItem>
      </Menu>
    </>
  );
}
