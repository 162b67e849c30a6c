import HistoryIcon from '@mui/icons-material/HistoryOutlined';
import { Box, Card, TextField } from '@mui/material';
import {
  DataTable,
  ListBase,
  useGetList,
  useListContext,
  useLocaleState,
  useRecordContext,
  useTranslate,
} from 'react-admin';
import {
  Code,
  EmptyState,
  Failure,
  formatMoment,
  humanise,
  Properties,
  StatusChip,
  type Property,
} from '@compliance-os/ui';
import type { AuditRecord, Person } from '../api/core.ts';
import type { Column } from '../export/cell.ts';
import { ExportMenu } from '../export/export-menu.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { CursorPagination } from '../list/cursor-pagination.tsx';
import { FilterSelect } from '../list/filter-select.tsx';
import { SearchBox } from '../list/search-box.tsx';
import { actorName } from './actor-name.ts';
import { AuditDiff } from './audit-diff.tsx';
import { describeRecord } from './describe-record.ts';

const columns: readonly Column<AuditRecord>[] = [
  { label: 'At', value: (it) => it.at },
  { label: 'Actor', value: (it) => actorName(it.actor) },
  { label: 'Act', value: (it) => it.act.name },
  { label: 'Via', value: (it) => it.act.via },
  { label: 'Verb', value: (it) => it.verb },
  { label: 'Relation', value: (it) => it.relation },
  { label: 'Row', value: (it) => it.rowId },
  { label: 'Before', value: (it) => it.before && JSON.stringify(it.before) },
  { label: 'After', value: (it) => it.after && JSON.stringify(it.after) },
];

/** Every act and change of the tenant. Opening a row shows old and new side by side. */
export default function AuditExplorer() {
  const t = useTranslate();
  return (
    <ListBase resource="audit" perPage={50} sort={{ field: 'at', order: 'DESC' }} disableAuthentication>
      <PageHeader
        title={t('Audit trail')}
        subtitle={t('Written by the database with each change. Nobody can edit or remove it.')}
        actions={<ExportMenu name="audit" columns={columns} />}
      />
      <Card variant="outlined">
        <AuditFilters />
        <AuditTable />
        <CursorPagination />
      </Card>
    </ListBase>
  );
}

function AuditFilters() {
  const t = useTranslate();
  const { data: people } = useGetList<Person>('people', {
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'name', order: 'ASC' },
  });
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, p: 2, borderBottom: 1, borderColor: 'divider' }}>
      <FilterSelect
        source="actorId"
        label={t('Person')}
        choices={(people ?? []).map((it) => ({ value: it.id, label: it.name }))}
      />
      <SearchBox label="Act, such as compliance.instance.*" source="act" />
      <DateFilter source="from" label={t('From')} />
      <DateFilter source="to" label={t('To')} />
    </Box>
  );
}

function DateFilter({ source, label }: { source: string; label: string }) {
  const { filterValues, setFilters } = useListContext();
  const { [source]: current, ...rest } = filterValues as Record<string, unknown>;
  return (
    <TextField
      type="date"
      label={label}
      value={typeof current === 'string' ? current : ''}
      onChange={(event) => setFilters(event.target.value ? { ...rest, [source]: event.target.value } : rest)}
      sx={{ width: 170 }}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

function ExpandedRow() {
  const record = useRecordContext<AuditRecord>();
  if (!record) return null;
  return (
    <Box sx={{ py: 1 }}>
      {(record.before || record.after) && <AuditDiff before={record.before} after={record.after} />}
      <Box sx={{ mt: 1 }}>
        <Properties items={particulars(record)} />
      </Box>
    </Box>
  );
}

/** Where it came from, and what the act itself recorded. */
const particulars = ({ act, rowId, memberCount, detail }: AuditRecord): readonly Property[] => [
  ['Act', `${act.name} · ${act.plugin}`],
  ['Via', [act.via, act.address].filter(Boolean).join(' · ')],
  ...(rowId ? [['Row', <Code key="row">{rowId}</Code>] as const] : []),
  ...(memberCount === null ? [] : [['Rows', String(memberCount)] as const]),
  ...Object.entries(detail ?? {}).map(
    ([name, value]) => [humanise(name), value === null ? null : String(value)] as const,
  ),
];

function AuditTable() {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const { error, refetch } = useListContext<AuditRecord>();
  if (error)
    return (
      <Box sx={{ p: 2 }}>
        <Failure error={error} onRetry={() => void refetch()} />
      </Box>
    );
  return (
    <DataTable<AuditRecord>
      size="small"
      bulkActionButtons={false}
      rowClick="expand"
      expand={<ExpandedRow />}
      expandSingle
      empty={<EmptyState icon={<HistoryIcon />} title={t('Nothing fits these filters')} />}
    >
      <DataTable.Col<AuditRecord>
        source="at"
        label={t('When')}
        render={(it) => (
          <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
            {formatMoment(it.at, locale)}
          </Box>
        )}
      />
      <DataTable.Col<AuditRecord>
        source="actor"
        label={t('Who')}
        disableSort
        render={(it) => <strong>{actorName(it.actor)}</strong>}
      />
      <DataTable.Col<AuditRecord>
        source="act"
        label={t('What')}
        disableSort
        render={(it) => describeRecord(it, t)}
      />
      <DataTable.Col<AuditRecord>
        source="relation"
        label={t('Where')}
        disableSort
        render={(it) => <Code>{it.relation}</Code>}
      />
      <DataTable.Col<AuditRecord>
        source="verb"
        label={t('Verb')}
        disableSort
        render={(it) => <StatusChip status={it.verb} />}
      />
    </DataTable>
  );
}
