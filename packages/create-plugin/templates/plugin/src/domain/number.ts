/** The number that an entity is registered under. Pure: a value comes in, a value goes out. */
export type NumberCheck =
  | { readonly ok: true; readonly number: string }
  | { readonly ok: false; readonly expected: string; readonly received: string };

/** Without the spaces and hyphens that people type; 6 to 20 letters and digits. */
export function checkNumber(text: string): NumberCheck {
  const number = text.replaceAll(/[\s-]/g, '').toUpperCase();
  return /^[A-Z0-9]{6,20}$/.test(number)
    ? { ok: true, number }
    : { ok: false, expected: '6 to 20 letters and digits', received: text };
}
