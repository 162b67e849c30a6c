import { nearest } from '@compliance-os/core';
import type { FactValue, StatedValue } from '@compliance-os/compliance';
import { districtNamed, districtsOf } from '../domain/districts.ts';

/** A district as notifications name it; one that its state does not have is refused, with what may have been meant. */
export function readDistrict(value: FactValue, stateCode: string | null): StatedValue {
  const districts = districtsOf(stateCode);
  if (districts === undefined) return { ok: true, value };
  const district = typeof value === 'string' ? districtNamed(stateCode!, value) : null;
  if (district !== null) return { ok: true, value: district };
  const meant = likely(String(value), districts);
  return {
    ok: false,
    message: `State ${stateCode} has no district of this name${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
    expected: districts.join(', '),
  };
}

/** What begins with the word, such as Mumbai, or else is written much like it. */
function likely(text: string, districts: readonly string[]): string | undefined {
  const begun = districts.filter((one) => one.toLowerCase().startsWith(text.toLowerCase()));
  if (text !== '' && begun.length > 0) return begun.map((one) => `"${one}"`).join(' or ');
  const close = nearest(
    text.toLowerCase(),
    districts.map((one) => one.toLowerCase()),
  );
  return districts.filter((one) => one.toLowerCase() === close).map((one) => `"${one}"`)[0];
}
