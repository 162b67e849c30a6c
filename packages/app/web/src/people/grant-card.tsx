import RemoveIcon from '@mui/icons-material/RemoveCircleOutlineOutlined';
import { Box, Chip, IconButton, Tooltip } from '@mui/material';
import { useTranslate } from 'react-admin';
import { humanise } from '@compliance-os/ui';
import type { Grant } from '../api/core.ts';
import { request } from '../api/portal.ts';
import { familyLabel } from '../obligations/family-label.ts';
import { useEntities, usePersonChange, useRoles } from './use-people.ts';

/** A role and how far it reaches. */
export function GrantCard({ personId, grant }: { personId: string; grant: Grant }) {
  const t = useTranslate();
  const { data: entities } = useEntities();
  const { data: roles } = useRoles();
  const remove = usePersonChange(() =>
    request(`/v1/people/${personId}/grants/${grant.id}`, { method: 'DELETE' }),
  );
  const entityNames =
    grant.entities === 'all'
      ? [t('All entities')]
      : grant.entities.map((id) => entities?.find((it) => it.id === id)?.name ?? id);
  const dimensions = Object.entries(grant.dimensions ?? {}).flatMap(([name, values]) =>
    values === 'all'
      ? []
      : values.map((value) => (name === 'family' ? familyLabel(value) : `${humanise(name)}: ${value}`)),
  );
  return (
    <Box sx={{ display: 'flex', gap: 1, border: 1, borderColor: 'divider', borderRadius: '10px', p: 1.5 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 600, mb: 0.75 }}>
          {grant.roleName ?? roles?.find((it) => it.id === grant.roleId)?.name}
        </Box>
        <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>
          {entityNames.map((name) => (
            <Chip key={name} size="small" variant="soft" label={name} />
          ))}
          {(dimensions.length > 0 ? dimensions : [t('All laws')]).map((name) => (
            <Chip key={name} size="small" variant="soft" color="info" label={name} />
          ))}
        </Box>
      </Box>
      <Tooltip title={t('Withdraw')}>
        <IconButton
          size="small"
          aria-label={t('Withdraw')}
          disabled={remove.isPending}
          onClick={() => remove.mutate(undefined)}
          sx={{ alignSelf: 'start' }}
        >
          <RemoveIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </Box>
  );
}
