import type { RegistrationType } from '@compliance-os/compliance';
import { checkNumber } from '../domain/number.ts';

/** Masters name it as `registration:__id__`. */
const registrationType: RegistrationType = {
  type: '__id__',
  label: '__Name__',
  family: '__id__',
  columns: [],
  readValue: (_field, value) => ({ ok: true, value }),
  parse: (text) => {
    const check = checkNumber(text);
    return check.ok
      ? { ok: true, number: check.number, stateCode: null, facts: [] }
      : { ok: false, problems: [{ path: 'number', expected: check.expected, received: check.received }] };
  },
};

export default registrationType;
