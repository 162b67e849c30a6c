export type PreviewKind = 'image' | 'document' | 'text';

/** How a file can be shown in place; null where it cannot. */
export function previewKind(contentType: string): PreviewKind | null {
  // An SVG is a document with scripts in it.
  if (contentType === 'image/svg+xml') return null;
  if (contentType.startsWith('image/')) return 'image';
  if (contentType === 'application/pdf') return 'document';
  if (/^text\/(plain|csv)\b|^application\/(json|xml)\b/.test(contentType)) return 'text';
  return null;
}
