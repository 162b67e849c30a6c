import { useState } from 'react';
import { Box, Button, MenuItem, Stack, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import { EmptyState, PluginPanel, useSlot } from '@compliance-os/ui';
import { useEntities } from '../people/use-people.ts';

interface Props {
  /** entities of the file, of which the first is shown first */
  readonly imported: readonly string[];
  readonly onNext: () => void;
}

/** What applies to each entity, and why: shown by the panel of the plugin that decides it. */
export function ApplicabilityStep({ imported, onNext }: Props) {
  const t = useTranslate();
  const { data: entities } = useEntities();
  const { items } = useSlot('entity.panel');
  const [chosen, setChosen] = useState(imported[0] ?? '');
  const panel = items.find((item) => item.key === 'compliance/applicability');
  const entity = entities?.find((it) => it.id === chosen) ?? entities?.[0];
  return (
    <Stack spacing={2.5}>
      {entities?.length === 0 && <EmptyState title={t('No entities')} />}
      {entity && (
        <TextField
          select
          label={t('Entity')}
          value={entity.id}
          onChange={(event) => setChosen(event.target.value)}
          sx={{ maxWidth: 360 }}
        >
          {entities?.map((it) => (
            <MenuItem key={it.id} value={it.id}>
              {it.name}
            </MenuItem>
          ))}
        </TextField>
      )}
      {entity && panel && (
        <PluginPanel key={entity.id} slot="entity.panel" item={panel} props={{ entity }} height={240} />
      )}
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Button variant="contained" onClick={onNext} disabled={!entity}>
          {t('Go on to the obligations')}
        </Button>
      </Box>
    </Stack>
  );
}
