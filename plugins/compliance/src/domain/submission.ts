/** What the authority's portal made of a submission, and whether anything that was filed stands. */
import type { TransitionFacts } from './workflow-types.ts';

export const PORTAL_STATUSES = ['pending', 'error', 'defective', 'accepted'] as const;
export type PortalStatus = (typeof PORTAL_STATUSES)[number];

/** A submission that the portal refused or found defective counts as if it had never been made. */
export const REFUSED_STATUSES = ['error', 'defective'] as const satisfies readonly PortalStatus[];

export function stands({ portalStatus }: { readonly portalStatus: PortalStatus }): boolean {
  return !(REFUSED_STATUSES as readonly PortalStatus[]).includes(portalStatus);
}

export function filingOf(
  submissions: readonly { readonly portalStatus: PortalStatus }[],
): TransitionFacts['filing'] {
  if (submissions.length === 0) return 'none';
  return submissions.some(stands) ? 'stands' : 'refused';
}
