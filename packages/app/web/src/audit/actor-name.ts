import { humanise } from '@compliance-os/ui';
import type { AuditRecord } from '../api/core.ts';

/** `Asha Rao`, `Asha Rao for Vikram Iyer`, or the kind of an actor that has no name. */
export function actorName({ name, kind, onBehalfOf }: AuditRecord['actor']): string {
  const actor = name || humanise(kind);
  return onBehalfOf ? `${actor} for ${onBehalfOf}` : actor;
}
