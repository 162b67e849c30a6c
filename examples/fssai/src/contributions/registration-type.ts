import { isLocalDate, type RegistrationType } from '@compliance-os/compliance';
import { BUSINESSES } from '../domain/facts.ts';
import { checkLicenceNumber } from '../domain/licence-number.ts';

/** Masters name it as `registration:fssai`. */
const registrationType: RegistrationType = {
  type: 'fssai',
  label: 'FSSAI licence',
  family: 'fssai',
  columns: [
    {
      header: 'Licence valid until',
      synonyms: ['FSSAI valid until', 'FSSAI expiry'],
      field: 'fssai.validUntil',
      reads: { kind: 'day' },
    },
    {
      header: 'Food business',
      synonyms: ['Kind of food business'],
      field: 'fssai.business',
      reads: { kind: 'one-of', values: Object.fromEntries(BUSINESSES.map((it) => [it, it])) },
    },
  ],
  readValue: (field, value) => {
    if (field === 'fssai.validUntil' && !(typeof value === 'string' && isLocalDate(value)))
      return { ok: false, message: 'This is no day.', expected: 'a day such as 2027-06-30' };
    if (field === 'fssai.business' && !BUSINESSES.some((one) => one === value))
      return {
        ok: false,
        message: 'There is no such kind of food business.',
        expected: BUSINESSES.join(', '),
      };
    return { ok: true, value };
  },
  parse: (text) => {
    const check = checkLicenceNumber(text);
    if (!check.ok) return check;
    const { value, kind, year } = check.number;
    return {
      ok: true,
      number: value,
      stateCode: null,
      facts: [
        { field: 'fssai.kind', value: kind },
        { field: 'fssai.grantedIn', value: year },
      ],
    };
  },
};

export default registrationType;
