const INLINE_TYPES: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg']);

/**
 * A `Content-Disposition` value (RFC 6266): an ASCII name for old clients and, where it differs, the exact name in
 * UTF-8 (RFC 8187). Line breaks and other control characters are dropped, so a name can never begin a new header.
 */
export function contentDisposition(fileName: string, type: 'attachment' | 'inline' = 'attachment'): string {
  // A lone surrogate has no UTF-8 form; toWellFormed keeps encodeURIComponent from throwing.
  const name = fileName.replace(/\p{Cc}/gu, '').toWellFormed() || 'file';
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const plain = `${type}; filename="${ascii}"`;
  return ascii === name ? plain : `${plain}; filename*=UTF-8''${encodeExtended(name)}`;
}

/** The disposition of a download: shown in the browser only when asked for and only for types without active content. */
export function downloadDisposition(
  fileName: string,
  contentType: string,
  inline: boolean | undefined,
): string {
  return contentDisposition(
    fileName,
    inline === true && INLINE_TYPES.has(contentType) ? 'inline' : 'attachment',
  );
}

/** Percent-encodes all but the attr-char set of RFC 8187. */
function encodeExtended(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
