import { useState } from 'react';
import { Box, Card, ListItemButton, Skeleton, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { EmptyState, Failure, humanise, usePortal } from '@compliance-os/ui';
import type { Listed, Master } from '../records.ts';
import { MasterDrawer } from './master-drawer.tsx';

/** The templates of obligations: what is owed, by whom, by when, on what authority. */
export default function MastersPage() {
  const t = useTranslate();
  const { request } = usePortal();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['compliance', 'masters'],
    queryFn: ({ signal }) =>
      request<Listed<Master>>('/v1/compliance/masters?limit=500', { signal }).then((page) => page.items),
  });
  const shown = data?.filter((it) =>
    `${it.code} ${it.form} ${it.name} ${it.family}`.toLowerCase().includes(text.toLowerCase()),
  );
  return (
    <Card variant="outlined">
      <Box sx={{ p: 1.5, borderBottom: 1, borderColor: 'divider' }}>
        <TextField
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('Form, name, law…')}
          sx={{ maxWidth: 320 }}
          slotProps={{ htmlInput: { 'aria-label': t('Search') } }}
        />
      </Box>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={320} sx={{ m: 2 }} />}
      {shown?.length === 0 && <EmptyState title={t('Nothing found')} />}
      {shown?.map((master) => (
        <ListItemButton
          key={master.code}
          divider
          onClick={() => setChosen(master.code)}
          sx={{ gap: 2, px: 2.5, flexWrap: { xs: 'wrap', md: 'nowrap' } }}
        >
          <Box sx={{ width: 110, fontWeight: 650 }}>{master.form}</Box>
          <Box sx={{ flex: 1, minWidth: 180 }}>{master.name}</Box>
          <Box sx={{ width: 110, color: 'text.secondary' }}>{humanise(master.frequency)}</Box>
          <Box sx={{ width: { xs: '100%', md: 300 }, color: 'text.secondary', fontSize: 13 }}>
            {master.dueText}
          </Box>
        </ListItemButton>
      ))}
      {chosen && <MasterDrawer code={chosen} onClose={() => setChosen(null)} />}
    </Card>
  );
}
