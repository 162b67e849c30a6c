import FrozenIcon from '@mui/icons-material/AcUnitOutlined';
import { Box, Chip, Link as MuiLink } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, useParams } from 'react-router';
import { Failure, RagChip, StatusChip } from '@compliance-os/ui';
import { statusOf } from '../api/problem.ts';
import NotFound from '../layout/not-found.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { PageLoading } from '../layout/page-loading.tsx';
import { toEntity } from '../navigation/links.ts';
import { CommandBar } from './command-bar.tsx';
import { EvidencePane } from './evidence-pane.tsx';
import { FilingPane } from './filing-pane.tsx';
import { SummaryStrip } from './summary-strip.tsx';
import { useInstance } from './use-instance.ts';

/** One obligation, worked on: evidence on the left, the filing on the right, what may happen next below. */
export default function Workspace() {
  const t = useTranslate();
  const { id = '' } = useParams();
  const { data: instance, error, refetch } = useInstance(id);
  if (statusOf(error) === 404) return <NotFound />;
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!instance) return <PageLoading />;
  return (
    <Box data-testid="workspace" sx={{ display: 'flex', flexDirection: 'column' }}>
      <PageHeader
        backTo="/obligations"
        title={`${instance.form} · ${instance.periodLabel}`}
        marks={
          <>
            <StatusChip status={instance.status} />
            {instance.paidUnfiled && <Chip size="small" color="warning" label={t('Paid, not filed')} />}
            {instance.frozen && (
              <Chip
                size="small"
                variant="outlined"
                icon={<FrozenIcon />}
                label={t('Frozen: its plugin is off')}
              />
            )}
            {!instance.settled && !instance.frozen && <RagChip rag={instance.rag} />}
          </>
        }
        subtitle={
          <>
            {instance.name} · {t('for')}{' '}
            <MuiLink component={Link} to={toEntity(instance.entityId)}>
              {instance.entityName}
            </MuiLink>{' '}
            · {instance.subjectLabel}
          </>
        }
      />
      <SummaryStrip instance={instance} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 5fr) minmax(0, 6fr)' },
          alignItems: 'start',
        }}
      >
        <Box sx={{ order: { xs: 2, lg: 1 }, minWidth: 0 }}>
          <EvidencePane instance={instance} />
        </Box>
        <Box sx={{ order: { xs: 1, lg: 2 }, minWidth: 0 }}>
          <FilingPane instance={instance} />
        </Box>
      </Box>
      <CommandBar instance={instance} />
    </Box>
  );
}
