/** How long an export can be downloaded. */
const EXPORT_DAYS = 7;

/** Exports made before this are gone, or will be with the next sweep. */
export const keptSince = (now: Date): Date => new Date(now.getTime() - EXPORT_DAYS * 86_400_000);
