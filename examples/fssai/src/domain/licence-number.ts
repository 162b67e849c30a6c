/**
 * The 14 digits that FSSAI gives a food business, as its own pages explain them:
 *
 *   1 00 18 022 004567     1 licence, 2 registration · State (00 central) · year of the grant · officer · serial number
 *
 * No check digit is published, so that a wrong serial number cannot be told from a right one.
 */
export interface LicenceNumber {
  readonly value: string;
  readonly kind: 'licence' | 'registration';
  /** four digits */
  readonly year: string;
}

export interface NumberProblem {
  readonly path: string;
  readonly expected: string;
  readonly received: string;
}

export type NumberCheck =
  | { readonly ok: true; readonly number: LicenceNumber }
  | { readonly ok: false; readonly problems: readonly NumberProblem[] };

const KINDS: Readonly<Record<string, LicenceNumber['kind']>> = { 1: 'licence', 2: 'registration' };
/** The regulations came into force in August 2011. */
const FIRST_YEAR = 11;

/** Reports every fault at once; paths name the digits, 1 to 14. */
export function checkLicenceNumber(text: string): NumberCheck {
  const value = text.replaceAll(/[\s-]/g, '');
  if (!/^\d{14}$/.test(value))
    return {
      ok: false,
      problems: [{ path: 'fssai', expected: '14 digits', received: `${value} (${value.length} characters)` }],
    };
  const problems: NumberProblem[] = [];
  const kind = KINDS[value.charAt(0)];
  if (kind === undefined)
    problems.push({
      path: 'fssai[1]',
      expected: '1 (licence) or 2 (registration)',
      received: value.charAt(0),
    });
  const year = value.slice(3, 5);
  if (Number(year) < FIRST_YEAR)
    problems.push({
      path: 'fssai[4-5]',
      expected: `the year of the grant, ${FIRST_YEAR} or later`,
      received: year,
    });
  if (problems.length > 0 || kind === undefined) return { ok: false, problems };
  return { ok: true, number: { value, kind, year: `20${year}` } };
}
