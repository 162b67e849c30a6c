import RemoveIcon from '@mui/icons-material/RemoveCircleOutlineOutlined';
import { Box, Chip, IconButton, Tooltip } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { Allowed, formatDate } from '@compliance-os/ui';
import type { Grant, GrantDimension } from '../api/core.ts';
import { request } from '../api/portal.ts';
import { useDimensions, useEntities, usePersonChange } from './use-people.ts';

/** What a dimension lets through, by name: `GST`. */
const namesOf = (grant: Grant, dimensions: readonly GrantDimension[] | undefined): string[] =>
  Object.entries(grant.dimensions).flatMap(([name, values]) => {
    const known = dimensions?.find((it) => it.name === name)?.values;
    return values.map((value) => known?.find((it) => it.value === value)?.label ?? value);
  });

/** A role and how far it reaches. */
export function GrantCard({ personId, grant }: { personId: string; grant: Grant }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const { data: entities } = useEntities();
  const { data: dimensions } = useDimensions();
  const remove = usePersonChange(() =>
    request(`/v1/people/${personId}/grants/${grant.id}`, { method: 'DELETE' }),
  );
  const entityNames =
    grant.entities === 'all'
      ? [t('All entities')]
      : grant.entities.map((id) => entities?.find((it) => it.id === id)?.name ?? id);
  return (
    <Box sx={{ display: 'flex', gap: 1, border: 1, borderColor: 'divider', borderRadius: '10px', p: 1.5 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 600, mb: 0.75 }}>{grant.roleName}</Box>
        <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>
          {entityNames.map((name) => (
            <Chip key={name} size="small" variant="soft" label={name} />
          ))}
          {namesOf(grant, dimensions).map((name) => (
            <Chip key={name} size="small" variant="soft" color="info" label={name} />
          ))}
          {grant.validTo && (
            <Chip
              size="small"
              variant="soft"
              color={grant.inForce ? 'warning' : 'error'}
              label={`${t('until')} ${formatDate(grant.validTo, locale)}`}
            />
          )}
        </Box>
      </Box>
      <Allowed permission="core.person.update">
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
      </Allowed>
    </Box>
  );
}
