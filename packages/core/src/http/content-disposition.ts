/** `Content-Disposition` of a download (RFC 6266, RFC 8187): an ASCII name and the real one, control characters gone. */
export const contentDisposition = (fileName: string, inline = false): string => {
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed
  const clean = fileName.replace(/[\u0000-\u001f\u007f]/g, '');
  const ascii = clean.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_');
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
};
