import { lazy, Suspense, type ReactNode } from 'react';
import ImportIcon from '@mui/icons-material/UploadFileOutlined';
import { Box, Button, Grid, Skeleton } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { Link, useNavigate } from 'react-router';
import { EmptyState, Failure, formatDate, Panel, Slot, usePortal, useToday } from '@compliance-os/ui';
import type { Dashboard as DashboardData } from '../api/compliance.ts';
import { PageHeader } from '../layout/page-header.tsx';
import { toObligations } from '../navigation/links.ts';
import { DueHeatMap } from './due-heat-map.tsx';
import { EntityStatusTable } from './entity-status-table.tsx';
import { KpiRow } from './kpi-row.tsx';
import { NextUp } from './next-up.tsx';
import { useDashboard } from './use-dashboard.ts';

const RagDonut = lazy(() => import('./rag-donut.tsx'));
const FamilyBars = lazy(() => import('./family-bars.tsx'));

/** The control tower: how things stand today. Every number opens the list it counts. */
export default function Dashboard() {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const { manifest } = usePortal();
  const compliance = manifest?.plugins.compliance?.enabled === true;
  const { data, error, refetch } = useDashboard(compliance);
  const today = useToday();
  const empty = data && data.rag.red + data.rag.amber + data.rag.green === 0;
  return (
    <Box data-testid="dashboard">
      <PageHeader
        title={t('Control tower')}
        subtitle={today && `${t('As of')} ${formatDate(today, locale)}`}
      />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {manifest && !compliance && <PluginOff />}
      {empty && <FirstSteps />}
      {(!data || !empty) && compliance && <Tower data={data} />}
      <Grid container spacing={2} sx={{ mt: 0 }}>
        <Widgets today={today} />
      </Grid>
    </Box>
  );
}

function Tower({ data }: { data: DashboardData | undefined }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const dueOn = (date: string) => void navigate(toObligations({ dueFrom: date, dueTo: date }));
  return (
    <Grid container spacing={2} sx={{ mb: 2 }}>
      <KpiRow data={data} />
      <Cell size={4} title={t('How things stand')}>
        {data ? <RagDonut counts={data.rag} /> : null}
      </Cell>
      <Cell size={8} title={t('Due dates')}>
        {data ? <DueHeatMap byDay={data.byDay} today={data.today} onPick={dueOn} /> : null}
      </Cell>
      <Cell size={7} title={t('By law')}>
        {data ? <FamilyBars families={data.byFamily} /> : null}
      </Cell>
      <Grid size={{ xs: 12, md: 5 }}>
        <NextUp />
      </Grid>
      <Grid size={12}>
        <Panel title={t('Entity by status')} flush>
          {data ? (
            <EntityStatusTable entities={data.byEntity} />
          ) : (
            <Skeleton variant="rounded" height={160} sx={{ m: 2 }} />
          )}
        </Panel>
      </Grid>
    </Grid>
  );
}

const Cell = ({ size, title, children }: { size: number; title: string; children: ReactNode }) => (
  <Grid size={{ xs: 12, md: size }}>
    <Panel title={title}>
      <Suspense fallback={<Skeleton variant="rounded" height={230} />}>
        {children ?? <Skeleton variant="rounded" height={230} />}
      </Suspense>
    </Panel>
  </Grid>
);

const WIDGET_SIZES = { third: 4, half: 6, full: 12 } as const;

function Widgets({ today }: { today: string }) {
  const t = useTranslate();
  return (
    <Slot
      name="dashboard.widget"
      props={{ today }}
      wrap={(item, panel) => (
        <Grid size={{ xs: 12, md: WIDGET_SIZES[item?.size ?? 'third'] }}>
          {item ? <Panel title={t(item.title)}>{panel}</Panel> : panel}
        </Grid>
      )}
    />
  );
}

function FirstSteps() {
  const t = useTranslate();
  return (
    <Panel title={t('Nothing is due yet')}>
      <EmptyState
        icon={<ImportIcon />}
        title={t('Start with your entities and registrations')}
        text={t(
          'Import them from a sheet. You see what applies to each, and why, before any obligation is generated.',
        )}
        action={
          <Button variant="contained" component={Link} to="/import">
            {t('Import registrations')}
          </Button>
        }
      />
    </Panel>
  );
}

function PluginOff() {
  const t = useTranslate();
  return (
    <EmptyState
      title={t('The compliance plugin is off for this tenant')}
      text={t('An administrator can switch it on.')}
      action={
        <Button variant="contained" component={Link} to="/plugins">
          {t('Plugins')}
        </Button>
      }
    />
  );
}
