import FolderIcon from '@mui/icons-material/FolderOpenOutlined';
import LockIcon from '@mui/icons-material/LockOutlined';
import { Box, Card, Link as MuiLink, Tooltip } from '@mui/material';
import {
  DataTable,
  ListBase,
  ReferenceField,
  TextField,
  useListContext,
  useLocaleState,
  useTranslate,
} from 'react-admin';
import { Link } from 'react-router';
import {
  Code,
  EmptyState,
  Failure,
  formatBytes,
  formatMoment,
  humanise,
  StatusChip,
} from '@compliance-os/ui';
import type { Evidence } from '../api/core.ts';
import type { Column } from '../export/cell.ts';
import { ExportMenu } from '../export/export-menu.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { CursorPagination } from '../list/cursor-pagination.tsx';
import { FilterChips } from '../list/filter-chips.tsx';
import { FilterSelect } from '../list/filter-select.tsx';
import { SearchBox } from '../list/search-box.tsx';
import { toEvidence } from '../navigation/links.ts';

const STATUSES = ['stored', 'approved', 'quarantined'];

const columns: readonly Column<Evidence>[] = [
  { label: 'File', value: (it) => it.fileName },
  { label: 'Kind', value: (it) => it.kind },
  { label: 'Period', value: (it) => it.period },
  { label: 'Version', value: (it) => it.version },
  { label: 'Status', value: (it) => it.status },
  { label: 'SHA-256', value: (it) => it.sha256 },
  { label: 'Bytes', value: (it) => it.bytes },
  { label: 'Uploaded by', value: (it) => it.uploadedBy.name },
  { label: 'Uploaded at', value: (it) => it.uploadedAt },
];

/** Every file that proves something, with its hash and its lock. */
export default function EvidenceVault() {
  const t = useTranslate();
  return (
    <ListBase
      resource="evidence"
      perPage={25}
      sort={{ field: 'uploadedAt', order: 'DESC' }}
      disableAuthentication
    >
      <PageHeader
        title={t('Evidence vault')}
        subtitle={t('Files are hashed as they arrive. An approved file can no longer be changed or removed.')}
        actions={<ExportMenu name="evidence" columns={columns} />}
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
          <SearchBox label="File name, kind, hash…" />
          <FilterSelect
            source="status"
            label={t('Status')}
            choices={STATUSES.map((value) => ({ value, label: t(humanise(value)) }))}
          />
          <FilterChips
            describe={(name, value) => (name === 'status' ? t(humanise(String(value))) : t(humanise(name)))}
          />
        </Box>
        <EvidenceTable />
        <CursorPagination />
      </Card>
    </ListBase>
  );
}

function EvidenceTable() {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const { error, refetch } = useListContext<Evidence>();
  if (error)
    return (
      <Box sx={{ p: 2 }}>
        <Failure error={error} onRetry={() => void refetch()} />
      </Box>
    );
  return (
    <DataTable<Evidence>
      rowClick={(id) => toEvidence(String(id))}
      bulkActionButtons={false}
      empty={
        <EmptyState
          icon={<FolderIcon />}
          title={t('No evidence yet')}
          text={t('Files are added where they are needed: on the obligation that they prove.')}
        />
      }
    >
      <DataTable.Col<Evidence>
        source="fileName"
        label={t('File')}
        disableSort
        render={(it) => (
          <MuiLink component={Link} to={toEvidence(it.id)} color="inherit" sx={{ fontWeight: 600 }}>
            {it.fileName}
          </MuiLink>
        )}
      />
      <DataTable.Col<Evidence>
        source="kind"
        label={t('Proves')}
        disableSort
        render={(it) => it.label || humanise(it.kind)}
      />
      <DataTable.Col<Evidence> source="entityId" label={t('Entity')} disableSort>
        <ReferenceField source="entityId" reference="entities" link={false}>
          <TextField source="name" />
        </ReferenceField>
      </DataTable.Col>
      <DataTable.Col<Evidence> source="period" label={t('Period')} disableSort />
      <DataTable.Col<Evidence>
        source="version"
        label={t('Version')}
        disableSort
        render={(it) => `v${it.version} · ${formatBytes(it.bytes)}`}
      />
      <DataTable.Col<Evidence>
        source="sha256"
        label={t('Hash')}
        disableSort
        render={(it) => (
          <Tooltip title={it.sha256}>
            <span>
              <Code>{it.sha256.slice(0, 10)}…</Code>
            </span>
          </Tooltip>
        )}
      />
      <DataTable.Col<Evidence>
        source="status"
        label={t('Status')}
        disableSort
        render={(it) => (
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
            <StatusChip status={it.status} />
            {it.status === 'approved' && (
              <LockIcon color="success" sx={{ fontSize: 16 }} titleAccess={t('Approved and locked')} />
            )}
          </Box>
        )}
      />
      <DataTable.Col<Evidence>
        source="uploadedAt"
        label={t('Uploaded')}
        render={(it) => formatMoment(it.uploadedAt, locale)}
      />
    </DataTable>
  );
}
