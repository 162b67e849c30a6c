/** What the panels say. Every text has its Hindi in `hi.ts`; a missing one does not compile. */
export default {
  reminders: 'Reminders of __Name__',
  noReminders: 'No reminders',
} as const;
