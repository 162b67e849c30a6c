const LONGEST_NAME = 200;
const FALLBACK = 'file';
// Marks that reverse the direction of text can make `exe.fdp` out of `pdf.exe` on the screen.
const INVISIBLE = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * A name fit to be shown and sent back: no directories, no control or direction marks, NFC, at most 200 characters with
 * the extension kept. It is data: no path is ever made of it.
 */
export function cleanFileName(original: string): string {
  const base = original.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const visible = base.replace(INVISIBLE, '').normalize('NFC').trim();
  if (visible === '' || /^\.+$/.test(visible)) return FALLBACK;
  const characters = Array.from(visible);
  if (characters.length <= LONGEST_NAME) return visible;
  const extension = Array.from(/\.[^.]{1,10}$/.exec(visible)?.[0] ?? '');
  return [...characters.slice(0, LONGEST_NAME - extension.length), ...extension].join('');
}

/** The extension in lower case without its dot; empty when there is none. */
export function extensionOf(fileName: string): string {
  return /[^.]\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}
