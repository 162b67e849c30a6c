/** A duty under the notifications that are in force: what an instance of it stands under from the first day. */
import type { LocalDate } from './calendar.ts';
import type { GovernmentNotification } from './extension-schema.ts';
import type { DueDates } from './extension.ts';
import { effectiveDate, foldNotifications, previewExtension } from './extension.ts';
import type { Fact } from './facts.ts';
import type { Duty } from './generate.ts';

/** One notification that moves the duty, as if it had been there when the notification was applied. */
export interface Move {
  readonly notification: GovernmentNotification;
  readonly before: LocalDate;
  readonly after: DueDates;
  readonly unbreached: boolean;
}

export interface InForce {
  /** null while there is no date */
  readonly dates: DueDates | null;
  readonly moves: readonly Move[];
  /** notifications of which it is not known whether they move it, with the facts to ask for */
  readonly open: readonly { readonly number: string; readonly missing: readonly string[] }[];
}

/** @param notifications those in force for the tenant, oldest first */
export function underNotifications(
  notifications: readonly GovernmentNotification[],
  { master, period, statutory }: Pick<Duty, 'master' | 'period' | 'statutory'>,
  facts: readonly Fact[],
  today: LocalDate,
): InForce {
  if (statutory === null) return { dates: null, moves: [], open: [] };
  const inForce: GovernmentNotification[] = [];
  const moves: Move[] = [];
  const open: InForce['open'][number][] = [];
  for (const notification of notifications) {
    const outcome = previewExtension(
      notification,
      { id: '', master: master.code, period, facts, statutory, inForce, filedOn: null },
      today,
    );
    if (outcome.kind === 'undetermined') open.push({ number: notification.number, missing: outcome.missing });
    if (outcome.kind !== 'moves') continue;
    inForce.push(notification);
    const { after, unbreached } = outcome;
    moves.push({ notification, before: effectiveDate(outcome.before), after, unbreached });
  }
  return { dates: foldNotifications(statutory, inForce), moves, open };
}
