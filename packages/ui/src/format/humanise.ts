/** A code for which there is no text yet: `not-started` → `Not started`. */
export function humanise(code: string): string {
  const words = code.replace(/[-_.]/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
