import { useTranslate } from 'react-admin';
import { useParams } from 'react-router';
import { PanelFailure, PluginPanel, useSlot } from '@compliance-os/ui';
import NotFound from '../layout/not-found.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { PageLoading } from '../layout/page-loading.tsx';

/** The pages of plugins, under one address each. A plugin that is off has none: an ordinary 404. */
export default function PluginRoute() {
  const t = useTranslate();
  const { pluginId, '*': rest = '' } = useParams();
  const { ready, items, failures } = useSlot('route');
  if (!ready) return <PageLoading />;
  const failure = failures.find((it) => it.pluginId === pluginId);
  if (failure) return <PanelFailure {...failure} />;
  const item = items.find(
    (it) => it.pluginId === pluginId && (rest === it.path || rest.startsWith(`${it.path}/`)),
  );
  if (!item) return <NotFound />;
  return (
    <>
      <PageHeader title={t(item.title)} />
      <PluginPanel key={item.key} slot="route" item={item} props={{}} height={400} />
    </>
  );
}
