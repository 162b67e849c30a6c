import { useState } from 'react';
import AddIcon from '@mui/icons-material/Add';
import EntityIcon from '@mui/icons-material/ApartmentOutlined';
import { Box, Button, Card, Link as MuiLink } from '@mui/material';
import { DataTable, ListBase, useListContext, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { Allowed, Code, EmptyState, Failure, humanise, stateName, StatusChip } from '@compliance-os/ui';
import type { Entity } from '../api/core.ts';
import type { Column } from '../export/cell.ts';
import { ExportMenu } from '../export/export-menu.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { CursorPagination } from '../list/cursor-pagination.tsx';
import { FilterChips } from '../list/filter-chips.tsx';
import { SearchBox } from '../list/search-box.tsx';
import { toEntity } from '../navigation/links.ts';
import { EntityDialog } from './entity-dialog.tsx';
import { ENTITY_KINDS } from './entity-kinds.ts';

const columns: readonly Column<Entity>[] = [
  { label: 'Name', value: (it) => it.name },
  { label: 'Legal name', value: (it) => it.legalName },
  { label: 'Kind', value: (it) => ENTITY_KINDS[it.kind] },
  { label: 'PAN', value: (it) => it.pan },
  { label: 'CIN / LLPIN', value: (it) => it.cin ?? it.llpin },
  { label: 'State', value: (it) => it.state },
  { label: 'Status', value: (it) => it.status },
];

export default function EntityList() {
  const t = useTranslate();
  const [adding, setAdding] = useState(false);
  return (
    <ListBase resource="entities" perPage={25} sort={{ field: 'name', order: 'ASC' }} disableAuthentication>
      <PageHeader
        title={t('Entities')}
        subtitle={t('The legal persons whose filings you keep.')}
        actions={
          <>
            <ExportMenu name="entities" columns={columns} />
            <Allowed permission="core.entity.create">
              <Button variant="contained" startIcon={<AddIcon />} onClick={() => setAdding(true)}>
                {t('Add an entity')}
              </Button>
            </Allowed>
          </>
        }
      />
      <Card variant="outlined">
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1,
            alignItems: 'center',
            p: 1.5,
            borderBottom: 1,
            borderColor: 'divider',
          }}
        >
          <SearchBox label="Name, PAN, CIN…" />
          <FilterChips describe={(name) => t(humanise(name))} />
        </Box>
        <EntityTable />
        <CursorPagination />
      </Card>
      {adding && <EntityDialog onClose={() => setAdding(false)} />}
    </ListBase>
  );
}

function EntityTable() {
  const t = useTranslate();
  const { error, refetch } = useListContext<Entity>();
  if (error)
    return (
      <Box sx={{ p: 2 }}>
        <Failure error={error} onRetry={() => void refetch()} />
      </Box>
    );
  return (
    <DataTable<Entity>
      rowClick={(id) => toEntity(String(id))}
      bulkActionButtons={false}
      empty={
        <EmptyState
          icon={<EntityIcon />}
          title={t('No entities')}
          text={t('Add one, or import them from a sheet.')}
          action={
            <Button component={Link} to="/import" variant="outlined">
              {t('Import')}
            </Button>
          }
        />
      }
    >
      <DataTable.Col<Entity>
        source="name"
        label={t('Name')}
        render={(it) => (
          <MuiLink component={Link} to={toEntity(it.id)} color="inherit" sx={{ fontWeight: 600 }}>
            {it.name}
          </MuiLink>
        )}
      />
      <DataTable.Col<Entity>
        source="kind"
        label={t('Kind')}
        disableSort
        render={(it) => t(ENTITY_KINDS[it.kind])}
      />
      <DataTable.Col<Entity>
        source="pan"
        label="PAN"
        disableSort
        render={(it) => it.pan && <Code>{it.pan}</Code>}
      />
      <DataTable.Col<Entity>
        source="cin"
        label="CIN / LLPIN"
        disableSort
        render={(it) => <Code>{it.cin ?? it.llpin ?? '—'}</Code>}
      />
      <DataTable.Col<Entity>
        source="state"
        label={t('State')}
        disableSort
        render={(it) => it.state && stateName(it.state)}
      />
      <DataTable.Col<Entity>
        source="status"
        label={t('Status')}
        disableSort
        render={(it) => <StatusChip status={it.status} />}
      />
    </DataTable>
  );
}
