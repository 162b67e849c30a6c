import { useState } from 'react';
import { Box, Skeleton } from '@mui/material';
import { useTranslate } from 'react-admin';
import { EmptyState, Failure } from '@compliance-os/ui';
import type { TenantPlugin } from '../api/core.ts';
import { PageHeader } from '../layout/page-header.tsx';
import { PluginCard } from './plugin-card.tsx';
import { PluginDialog } from './plugin-dialog.tsx';
import { PluginBundles } from './plugin-bundles.tsx';
import { ArchivedPlugins, Tombstones } from './put-away.tsx';
import { TransitionDialog } from './transition-dialog.tsx';
import { usePlugins, useTombstones } from './use-plugins.ts';

/** The plugins that the operator allows this tenant, and what each is set to. */
export default function PluginAdministration() {
  const t = useTranslate();
  const [chosen, setChosen] = useState<TenantPlugin | null>(null);
  const [restoring, setRestoring] = useState<TenantPlugin | null>(null);
  const { data, error, refetch } = usePlugins();
  const { data: stones = [] } = useTombstones();
  const offered = data?.filter(({ state }) => state !== 'archived') ?? [];
  return (
    <>
      <PageHeader
        title={t('Plugins')}
        subtitle={t('Off means absent: no pages, no jobs, no obligations. Data stays.')}
      />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={260} />}
      {data?.length === 0 && <EmptyState title={t('The operator has allowed no plugin yet')} />}
      <PluginBundles />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))' }}>
        {offered.map((plugin) => (
          <PluginCard key={plugin.id} plugin={plugin} onOpen={() => setChosen(plugin)} />
        ))}
      </Box>
      <ArchivedPlugins
        plugins={data?.filter(({ state }) => state === 'archived') ?? []}
        onOpen={setChosen}
        onRestore={setRestoring}
      />
      <Tombstones stones={stones} />
      {chosen && <PluginDialog plugin={chosen} onClose={() => setChosen(null)} />}
      {restoring && (
        <TransitionDialog
          plugin={restoring}
          move="restore"
          onClose={() => setRestoring(null)}
          onDone={() => setRestoring(null)}
        />
      )}
    </>
  );
}
