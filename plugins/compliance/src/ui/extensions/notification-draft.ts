import type { Notification } from '../records.ts';

/** A notification as a person enters it. */
export interface NotificationDraft {
  readonly number: string;
  readonly date: string;
  readonly masters: readonly string[];
  readonly periods: readonly string[];
  readonly newDate: string;
  readonly law: string;
}

export const isComplete = (draft: NotificationDraft): boolean =>
  [draft.number, draft.date, draft.newDate, draft.law].every((text) => text.trim() !== '') &&
  draft.masters.length > 0 &&
  draft.periods.length > 0;

/** As the engine takes it. Its id is made of its number, so that the same notification is not entered twice. */
export const notificationOf = (draft: NotificationDraft): Notification => ({
  id: draft.number
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, ''),
  number: draft.number.trim(),
  date: draft.date,
  scope: { masters: [...draft.masters], periods: { keys: [...draft.periods] } },
  moves: { to: draft.newDate },
  feeFreeUntil: null,
  law: draft.law.trim(),
  urls: [],
  confidence: 'high',
});
