import { useState } from 'react';
import EditIcon from '@mui/icons-material/EditOutlined';
import { Box, Button, Stack } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link, useParams } from 'react-router';
import {
  Allowed,
  Code,
  Failure,
  Panel,
  Properties,
  Slot,
  stateName,
  StatusChip,
  usePluginEnabled,
} from '@compliance-os/ui';
import type { Entity } from '../api/core.ts';
import { request } from '../api/portal.ts';
import { statusOf } from '../api/problem.ts';
import { AuditTimeline } from '../audit/audit-timeline.tsx';
import NotFound from '../layout/not-found.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { PageLoading } from '../layout/page-loading.tsx';
import { toObligations } from '../navigation/links.ts';
import { EntityDialog } from './entity-dialog.tsx';
import { ENTITY_KINDS } from './entity-kinds.ts';

/** One legal person: who it is, and what each plugin knows about it. */
export default function EntityPage() {
  const t = useTranslate();
  const { id = '' } = useParams();
  const [editing, setEditing] = useState(false);
  const compliance = usePluginEnabled('compliance');
  const {
    data: entity,
    error,
    refetch,
  } = useQuery({
    queryKey: ['entities', 'one', id],
    queryFn: ({ signal }) => request<Entity>(`/v1/entities/${encodeURIComponent(id)}`, { signal }),
  });
  if (statusOf(error) === 404) return <NotFound />;
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!entity) return <PageLoading />;
  return (
    <>
      <PageHeader
        backTo="/entities"
        title={entity.name}
        subtitle={entity.legalName}
        marks={<StatusChip status={entity.status} />}
        actions={
          <>
            {compliance && (
              <Button component={Link} to={toObligations({ entityId: entity.id })}>
                {t('Its obligations')}
              </Button>
            )}
            <Allowed permission="core.entity.update">
              <Button variant="outlined" startIcon={<EditIcon />} onClick={() => setEditing(true)}>
                {t('Change')}
              </Button>
            </Allowed>
          </>
        }
      />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 360px' },
          alignItems: 'start',
        }}
      >
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Slot
            name="entity.panel"
            props={{ entity }}
            height={180}
            wrap={(item, panel) => (item ? <Panel title={t(item.title)}>{panel}</Panel> : panel)}
          />
        </Stack>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Panel title={t('Who it is')}>
            <Properties
              items={[
                [t('Kind'), t(ENTITY_KINDS[entity.kind])],
                ['PAN', entity.pan && <Code>{entity.pan}</Code>],
                entity.kind === 'llp'
                  ? ['LLPIN', entity.llpin && <Code>{entity.llpin}</Code>]
                  : ['CIN', entity.cin && <Code>{entity.cin}</Code>],
                [t('State'), entity.state && `${stateName(entity.state)} (${entity.state})`],
              ]}
            />
          </Panel>
          <Allowed permission="core.audit.read">
            <Panel title={t('History')}>
              <AuditTimeline filter={{ rowId: entity.id }} />
            </Panel>
          </Allowed>
        </Stack>
      </Box>
      {editing && <EntityDialog entity={entity} onClose={() => setEditing(false)} />}
    </>
  );
}
