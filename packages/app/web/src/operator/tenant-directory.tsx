import { useState } from 'react';
import AddIcon from '@mui/icons-material/Add';
import { Button, Skeleton, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import { EmptyState, Failure } from '@compliance-os/ui';
import { PageHeader } from '../layout/page-header.tsx';
import { useInstalledPlugins, useTenants } from './operator-api.ts';
import { TenantCard } from './tenant-card.tsx';
import { TenantDialog } from './tenant-dialog.tsx';

export function TenantDirectory() {
  const t = useTranslate();
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useTenants();
  const { data: plugins } = useInstalledPlugins();
  return (
    <>
      <PageHeader
        title={t('Tenants')}
        subtitle={t('You allow a plugin; the tenant’s administrator switches it on.')}
        actions={
          <Button variant="contained" startIcon={<AddIcon />} onClick={() => setAdding(true)}>
            {t('New tenant')}
          </Button>
        }
      />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={240} />}
      {data?.length === 0 && <EmptyState title={t('No tenants yet')} />}
      <Stack spacing={2}>
        {data?.map((tenant) => (
          <TenantCard key={tenant.id} tenant={tenant} plugins={plugins ?? []} />
        ))}
      </Stack>
      {adding && <TenantDialog onClose={() => setAdding(false)} />}
    </>
  );
}
