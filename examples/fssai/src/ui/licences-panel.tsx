import { Skeleton } from '@mui/material';
import { EmptyState, Failure, type EntitySummary } from '@compliance-os/ui';
import { LicenceRows } from './licence-rows.tsx';
import { useT } from './texts/use-t.ts';
import { useLicences } from './use-licences.ts';

/** The food licences of an entity, on its page. */
export default function LicencesPanel({ entity }: { readonly entity: EntitySummary }) {
  const t = useT();
  const { data, error, refetch } = useLicences(entity.id);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={80} />;
  if (data.items.length === 0) return <EmptyState dense title={t('none')} />;
  return <LicenceRows items={data.items} named={false} />;
}
