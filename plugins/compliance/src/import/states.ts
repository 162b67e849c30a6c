/** States and union territories by the two digits of the census, which GST, TDS and the registrar of companies share. */
const STATES: readonly (readonly [code: string, name: string, ...alsoWritten: string[]])[] = [
  ['01', 'Jammu & Kashmir'],
  ['02', 'Himachal Pradesh'],
  ['03', 'Punjab'],
  ['04', 'Chandigarh'],
  ['05', 'Uttarakhand', 'Uttaranchal'],
  ['06', 'Haryana'],
  ['07', 'Delhi', 'New Delhi', 'NCT of Delhi'],
  ['08', 'Rajasthan'],
  ['09', 'Uttar Pradesh'],
  ['10', 'Bihar'],
  ['11', 'Sikkim'],
  ['12', 'Arunachal Pradesh'],
  ['13', 'Nagaland'],
  ['14', 'Manipur'],
  ['15', 'Mizoram'],
  ['16', 'Tripura'],
  ['17', 'Meghalaya'],
  ['18', 'Assam'],
  ['19', 'West Bengal'],
  ['20', 'Jharkhand'],
  ['21', 'Odisha', 'Orissa'],
  ['22', 'Chhattisgarh'],
  ['23', 'Madhya Pradesh'],
  ['24', 'Gujarat'],
  ['26', 'Dadra & Nagar Haveli and Daman & Diu', 'Dadra & Nagar Haveli', 'Daman & Diu'],
  ['27', 'Maharashtra'],
  ['29', 'Karnataka'],
  ['30', 'Goa'],
  ['31', 'Lakshadweep'],
  ['32', 'Kerala'],
  ['33', 'Tamil Nadu'],
  ['34', 'Puducherry', 'Pondicherry'],
  ['35', 'Andaman & Nicobar Islands', 'Andaman & Nicobar'],
  ['36', 'Telangana'],
  ['37', 'Andhra Pradesh'],
  ['38', 'Ladakh'],
];

/** Of registrations under GST alone: before a reorganisation, at sea, or under the centre. */
const GST_ONLY: typeof STATES = [
  ['25', 'Daman & Diu (until 25 Jan 2020)'],
  ['28', 'Andhra Pradesh (before division)'],
  ['97', 'Other Territory'],
  ['99', 'Centre Jurisdiction'],
];

const simplified = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll(/[^a-z\d]/g, '');

const CODES = new Map(
  [...STATES, ...GST_ONLY].flatMap(
    ([code, ...names]) =>
      [[code, code], ...names.map((name) => [simplified(name), code])] as [string, string][],
  ),
);

/** Code of a state by its code or its name. A spreadsheet turns `06` into 6. */
export const stateCodeOf = (text: string): string | undefined =>
  CODES.get(/^\d$/.test(text) ? `0${text}` : simplified(text));
