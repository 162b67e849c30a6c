/** What the panels say. Every text has its Hindi in `hi.ts`; a missing one does not compile. */
export default {
  licences: 'Food licences',
  none: 'No food licences',
  noneText: 'Record one as a registration of an entity, with its last day.',
  lastDayUnknown: 'Last day not known',
  'not-yet': 'Renewal not open yet',
  open: 'Renewal open',
  'late-fee': 'Renewal with a late fee',
  expired: 'Expired',
  renewSoon: 'Licence %{number} ends on %{date}: apply for its renewal.',
  seen: 'Seen',
  'settings.firstReminder': 'First reminder',
  'settings.firstReminder.help': 'Days before the last day of a licence',
  'settings.lastReminder': 'Last reminder',
  'settings.lastReminder.help': 'Days before the last day; from 30 days on a late fee runs',
} as const;
