import type { GenerationPreview } from '../api/compliance.ts';

export type GenerationAction = GenerationPreview['rows'][number]['action'];

interface Shown {
  readonly label: string;
  /** with its number, above the table */
  readonly counted: string;
  readonly color: 'success' | 'info' | 'warning' | 'default';
}

/** What generation does to an obligation, in the order in which it is told. */
export const ACTIONS: Readonly<Record<GenerationAction, Shown>> = {
  create: { label: 'New', counted: '%{count} to generate', color: 'success' },
  'before-onboarding': {
    label: 'Before onboarding',
    counted: '%{count} filed before onboarding',
    color: 'default',
  },
  withdraw: { label: 'Withdrawn', counted: '%{count} not owed any more', color: 'warning' },
  restore: { label: 'Owed again', counted: '%{count} owed again', color: 'info' },
  redate: { label: 'New date', counted: '%{count} with a new date', color: 'info' },
  respan: { label: 'Other days', counted: '%{count} for other days of their period', color: 'info' },
  reversion: { label: 'New version', counted: '%{count} by the new version of the master', color: 'info' },
  touched: {
    label: 'Yours to decide',
    counted: '%{count} differ, but are being worked on',
    color: 'warning',
  },
  outdated: {
    label: 'Older version',
    counted: '%{count} made from an older version of the master',
    color: 'default',
  },
};

/** Reported, and left to a person: a run changes nothing about these. */
const REPORTED: readonly GenerationAction[] = ['touched', 'outdated'];

/** How many obligations a run would make or change. */
export const workOf = (counts: GenerationPreview['counts']): number =>
  (Object.keys(ACTIONS) as GenerationAction[])
    .filter((action) => !REPORTED.includes(action))
    .reduce((sum, action) => sum + counts[action], 0);
