import { Properties, type EntitySummary } from '@compliance-os/ui';
import { useT } from './texts/use-t.ts';

export default function __Type__({ entity }: { readonly entity: EntitySummary }) {
  const t = useT();
  return <Properties items={[[t('__key__'), entity.name]]} />;
}
