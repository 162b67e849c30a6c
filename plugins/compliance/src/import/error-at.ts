import type { ImportError } from '../api/imports.ts';

const LONGEST = 80;

/** An error of a place in the file; what was received is cut to what fits a table. */
export const errorAt = (
  sheet: string,
  row: number,
  column: string,
  message: string,
  { expected, received }: { readonly expected?: string; readonly received?: string },
): ImportError => ({
  sheet,
  row,
  column,
  message,
  ...(expected === undefined ? {} : { expected }),
  ...(received === undefined || received === ''
    ? {}
    : { received: received.length > LONGEST ? `${received.slice(0, LONGEST)}…` : received }),
});
