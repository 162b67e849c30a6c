import { useState } from 'react';
import { Avatar, Box, Chip, ListItemButton, ListItemText, Skeleton } from '@mui/material';
import { useTranslate } from 'react-admin';
import { EmptyState, Failure, StatusChip } from '@compliance-os/ui';
import { initialsOf } from '../layout/initials.ts';
import { PersonDrawer } from './person-drawer.tsx';
import { usePeople } from './use-people.ts';

export function PersonTable() {
  const t = useTranslate();
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error, refetch } = usePeople();
  if (error)
    return (
      <Box sx={{ p: 2 }}>
        <Failure error={error} onRetry={() => void refetch()} />
      </Box>
    );
  if (!data) return <Skeleton variant="rounded" height={300} sx={{ m: 2 }} />;
  if (data.length === 0) return <EmptyState title={t('Nobody yet')} />;
  return (
    <>
      {data.map((person) => (
        <ListItemButton
          key={person.id}
          divider
          onClick={() => setChosen(person.id)}
          sx={{ gap: 2, px: 2.5, flexWrap: { xs: 'wrap', sm: 'nowrap' } }}
        >
          <Avatar
            sx={{
              width: 36,
              height: 36,
              fontSize: 13,
              fontWeight: 700,
              bgcolor: 'action.selected',
              color: 'text.primary',
            }}
          >
            {initialsOf(person.name)}
          </Avatar>
          <ListItemText
            primary={person.name}
            secondary={person.email}
            slotProps={{ primary: { sx: { fontWeight: 600, fontSize: 14 } } }}
          />
          <Box sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap' }}>
            {person.roles.map((role, index) => (
              <Chip key={index} size="small" variant="soft" color="primary" label={role.name} />
            ))}
            <StatusChip status={person.status} />
          </Box>
        </ListItemButton>
      ))}
      {chosen && <PersonDrawer id={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
