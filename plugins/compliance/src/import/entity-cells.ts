import { plain } from './cells.ts';
import type { RowReader } from './row-reader.ts';
import { stateCodeOf } from './states.ts';

/** What a row says about an entity; null where it is silent or could not be read. */
export interface EntityCells {
  readonly name: string;
  readonly legalName: string | null;
  readonly kind: string | null;
  readonly pan: string | null;
  readonly cin: string | null;
  readonly llpin: string | null;
  /** two digits */
  readonly state: string | null;
}

const KINDS: Readonly<Record<string, string>> = {
  company: 'company',
  privatelimited: 'company',
  privatelimitedcompany: 'company',
  pvtltd: 'company',
  publiclimited: 'company',
  publiclimitedcompany: 'company',
  opc: 'company',
  llp: 'llp',
  limitedliabilitypartnership: 'llp',
  firm: 'firm',
  partnership: 'firm',
  partnershipfirm: 'firm',
  proprietor: 'proprietor',
  proprietorship: 'proprietor',
  individual: 'proprietor',
  trust: 'trust',
  other: 'other',
};

/** Fourth letter of the PAN by kind of holder. Kinds that are not here may have any. */
const PAN_LETTER: Readonly<Record<string, string>> = {
  company: 'C',
  llp: 'F',
  firm: 'F',
  proprietor: 'P',
  trust: 'T',
};
const PAN = /^[A-Z]{3}[ABCEFGHJKLPT][A-Z][0-9]{4}[A-Z]$/;
const CIN = /^[LU][0-9]{5}[A-Z]{2}[0-9]{4}(PTC|PLC|OPC|NPL|FTC|FLC|GOI|SGC|GAP|GAT|ULL|ULT|PTA)[0-9]{6}$/;
const LLPIN = /^[A-Z]{3}-[0-9]{4}$/;
const MOST_NAME = 200;

export const readEntityCells = (reader: RowReader): EntityCells => {
  const name = reader.needed('name', 'The name is missing.', 'a name');
  const legalName = reader.cell('legalName') || null;
  for (const key of ['name', 'legalName'])
    if (reader.cell(key).length > MOST_NAME)
      reader.fault(key, 'The name is too long.', `at most ${MOST_NAME} characters`);
  const kindText = reader.needed(
    'kind',
    'The kind of entity is missing.',
    'company, llp, firm, proprietor, trust or other',
  );
  const kind = KINDS[plain(kindText)] ?? null;
  if (kindText !== '' && kind === null)
    reader.fault(
      'kind',
      'This kind of entity is not known.',
      'company, llp, firm, proprietor, trust or other',
    );
  const identifier = (key: string, form: RegExp, message: string, expected: string): string | null => {
    const text = reader.cell(key).toUpperCase().replaceAll(/\s/g, '');
    if (text !== '' && !form.test(text)) reader.fault(key, message, expected);
    return text === '' ? null : text;
  };
  const pan = identifier('pan', PAN, 'This is not a PAN.', 'a PAN, such as AAPFU0939F');
  const letter = PAN_LETTER[kind ?? ''];
  if (pan !== null && PAN.test(pan) && letter !== undefined && pan[3] !== letter)
    reader.fault('pan', `The PAN is not that of a ${kind}.`, `"${letter}" as the fourth letter`, pan);
  return {
    name,
    legalName,
    kind,
    pan,
    cin: identifier('cin', CIN, 'This is not a CIN.', 'a CIN, such as L17110MH1973PLC019786'),
    llpin: identifier('llpin', LLPIN, 'This is not an LLPIN.', 'an LLPIN, such as AAB-1234'),
    state: readState(reader, 'state'),
  };
};

/** Two digits, by code or name. */
export const readState = (reader: RowReader, key: string): string | null => {
  const text = reader.cell(key);
  if (text === '') return null;
  const code = stateCodeOf(text);
  if (code === undefined)
    reader.fault(key, 'This state is not known.', 'a state by name or code, such as Gujarat or 24');
  return code ?? null;
};
