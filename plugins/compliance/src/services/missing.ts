import type { Duty } from '../domain/index.ts';
import type { Catalogue } from './catalogue.ts';

/** Fields to ask for: those that decide whether it applies, and those that tell what its date waits for. */
export const missingOf = (
  { applicability, due }: Pick<Duty, 'applicability' | 'due'>,
  { toldBy }: Pick<Catalogue, 'toldBy'>,
): readonly string[] => {
  const awaited = due.kind === 'awaits' ? due.awaits : [];
  const told = awaited.flatMap(({ what, name }) => (what === 'event' ? (toldBy[name] ?? []) : []));
  return [...new Set([...applicability.missing, ...told])].sort();
};
