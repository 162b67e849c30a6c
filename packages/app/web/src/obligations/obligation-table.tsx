import { Box, Link as MuiLink } from '@mui/material';
import { DataTable, useListContext, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { DueDate, Failure, Money, RAG_COLOR, StatusChip, useToday } from '@compliance-os/ui';
import type { Instance } from '../api/compliance.ts';
import { toObligation } from '../navigation/links.ts';
import { Blocker } from './blocker.tsx';
import type { Density } from './density.tsx';
import { familyLabel } from './family-label.ts';
import { NoObligations } from './no-obligations.tsx';

const ragEdge = (record: Instance) => ({
  '& td:first-of-type': { borderLeft: '3px solid', borderLeftColor: `${RAG_COLOR[record.rag]}.main` },
});

export function ObligationTable({ density }: { density: Density }) {
  const t = useTranslate();
  const today = useToday();
  const { error, refetch } = useListContext<Instance>();
  if (error)
    return (
      <Box sx={{ p: 2 }}>
        <Failure error={error} onRetry={() => void refetch()} />
      </Box>
    );
  return (
    <DataTable<Instance>
      storeKey="obligations.table"
      size={density === 'compact' ? 'small' : 'medium'}
      rowClick={(id) => toObligation(String(id))}
      rowSx={(record) => ragEdge(record as Instance)}
      bulkActionButtons={false}
      hiddenColumns={['name', 'family', 'statutoryDate']}
      empty={<NoObligations />}
    >
      <DataTable.Col<Instance>
        source="form"
        label={t('Form')}
        render={(it) => (
          <MuiLink
            component={Link}
            to={toObligation(it.id)}
            color="inherit"
            sx={{ fontWeight: 600, display: 'block', maxWidth: 150 }}
          >
            {it.form}
          </MuiLink>
        )}
      />
      <DataTable.Col<Instance> source="name" label={t('Obligation')} disableSort />
      <DataTable.Col<Instance>
        source="family"
        label={t('Law')}
        disableSort
        render={(it) => familyLabel(it.family)}
      />
      <DataTable.Col<Instance>
        source="entityName"
        label={t('Entity')}
        disableSort
        render={(it) => <Subject instance={it} />}
      />
      <DataTable.Col<Instance>
        source="period"
        label={t('Period')}
        disableSort
        render={(it) => (
          <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
            {it.periodLabel}
          </Box>
        )}
      />
      <DataTable.Col<Instance>
        source="statutoryDate"
        label={t('Statutory date')}
        disableSort
        render={(it) => <DueDate date={it.statutoryDate} />}
      />
      <DataTable.Col<Instance>
        source="effectiveDate"
        label={t('Due date')}
        render={(it) => (
          <Box sx={{ maxWidth: 112 }}>
            <DueDate
              date={it.effectiveDate}
              today={today}
              movedFrom={it.extendedDate ? it.statutoryDate : null}
              settled={it.settled}
            />
          </Box>
        )}
      />
      <DataTable.Col<Instance>
        source="status"
        label={t('Status')}
        disableSort
        render={(it) => <StatusChip status={it.status} />}
      />
      <DataTable.Col<Instance>
        source="assignee"
        label={t('With')}
        disableSort
        render={(it) => <Blocker instance={it} />}
      />
      <DataTable.Col<Instance>
        source="exposurePaise"
        label={t('Exposure')}
        align="right"
        disableSort
        render={(it) => (it.exposurePaise ? <Money paise={it.exposurePaise} short /> : '—')}
      />
    </DataTable>
  );
}

const Subject = ({ instance }: { instance: Instance }) => (
  <Box sx={{ minWidth: 150 }}>
    <div>{instance.entityName}</div>
    <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{instance.subjectLabel}</Box>
  </Box>
);
