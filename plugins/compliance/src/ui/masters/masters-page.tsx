import { useState } from 'react';
import { Box, Card, Skeleton, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { EmptyState, Failure, usePortal } from '@compliance-os/ui';
import type { Listed, Master } from '../records.ts';
import { MasterDrawer } from './master-drawer.tsx';
import { MasterTable } from './master-table.tsx';
import { useT } from '../texts/use-t.ts';

/** The templates of obligations: what is owed, by whom, by when, on what authority. */
export default function MastersPage() {
  const t = useT();
  const { request } = usePortal();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['compliance', 'masters'],
    queryFn: ({ signal }) =>
      request<Listed<Master>>('/v1/compliance/masters?limit=500', { signal }).then((page) => page.items),
  });
  const shown = data?.filter((it) => mentions(it, text));
  return (
    <Card variant="outlined">
      <Box sx={{ p: 1.5, borderBottom: 1, borderColor: 'divider' }}>
        <TextField
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('searchPlaceholder')}
          sx={{ width: 320, maxWidth: '100%' }}
          slotProps={{ htmlInput: { 'aria-label': t('search') } }}
        />
      </Box>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={320} sx={{ m: 2 }} />}
      {shown?.length === 0 && <EmptyState title={t('nothingFound')} />}
      {shown && shown.length > 0 && <MasterTable masters={shown} onChoose={setChosen} />}
      {chosen && <MasterDrawer code={chosen} onClose={() => setChosen(null)} />}
    </Card>
  );
}

/** Every word is somewhere in what a row shows. */
const mentions = (master: Master, text: string): boolean => {
  const shown = [master.code, master.form, master.name, master.family, master.law, master.frequency]
    .join(' ')
    .toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => shown.includes(word));
};
