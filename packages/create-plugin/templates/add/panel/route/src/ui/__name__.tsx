import { EmptyState, usePortal } from '@compliance-os/ui';
import { useT } from './texts/use-t.ts';

/** A page of its own, in the menu and at `/x/__id__/__name__`. */
export default function __Type__() {
  const t = useT();
  const { manifest } = usePortal();
  return <EmptyState title={t('__key__')} text={manifest?.tenant.name} />;
}
