import { useState } from 'react';
import { Alert, Box, Button, Card, Skeleton, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Failure, ListRow, StatusChip } from '@compliance-os/ui';
import { PageHeader } from '../layout/page-header.tsx';
import { Tombstones } from '../plugins/put-away.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import {
  useInstalledPlugins,
  useOperatorTombstones,
  useTombstoneDownload,
  type InstalledPlugin,
} from './operator-api.ts';

/** What this portal runs and how each part says it is; one that is put aside says why. */
export function OperatorPlugins() {
  const t = useTranslate();
  const { data, error, refetch } = useInstalledPlugins();
  const { data: stones = [] } = useOperatorTombstones();
  const download = useTombstoneDownload();
  const [switching, setSwitching] = useState(false);
  return (
    <>
      <PageHeader
        title={t('Plugins')}
        subtitle={t('What this portal runs, and how it is just now.')}
        actions={
          <Button variant="outlined" onClick={() => setSwitching(true)}>
            {t('Switch for many tenants')}
          </Button>
        }
      />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={220} />}
      {data && (
        <Card variant="outlined">
          {data.map((plugin) => (
            <PluginRow key={plugin.id} plugin={plugin} />
          ))}
        </Card>
      )}
      {download.error && <Alert severity="error">{download.error.message}</Alert>}
      <Tombstones stones={stones} showTenant onDownload={(stone) => download.mutate(stone)} />
      {switching && <BulkDialog plugins={data ?? []} onClose={() => setSwitching(false)} />}
    </>
  );
}

function PluginRow({ plugin }: { plugin: InstalledPlugin }) {
  const t = useTranslate();
  const { name, id, version, requires, health, enabledFor, allowedFor } = plugin;
  const needs = Object.entries(requires).map(([required, range]) => `${required} ${range}`);
  const trouble = health.reason ?? health.detail;
  return (
    <ListRow>
      <Box sx={{ flex: 1, minWidth: 220 }}>
        <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
        <Typography variant="body2" color="textSecondary">
          {[`${id} ${version}`, ...(needs.length > 0 ? [`${t('Needs')} ${needs.join(', ')}`] : [])].join(
            ' · ',
          )}
        </Typography>
      </Box>
      <Typography variant="body2" color="textSecondary">
        {t('on for %{on}, allowed for %{allowed}', { on: enabledFor, allowed: allowedFor.length })}
      </Typography>
      <StatusChip status={health.state === 'quarantined' ? 'quarantined' : health.status} />
      {trouble !== undefined && (
        <Alert severity={health.status === 'degraded' ? 'warning' : 'error'} sx={{ width: '100%' }}>
          {trouble}
        </Alert>
      )}
    </ListRow>
  );
}
