/**
 * What a reviewer should know of an accepted file. The bytes are never altered: they are evidence, and their hash is
 * what gets approved.
 */
export type ContentWarning =
  | 'pdf-javascript'
  | 'pdf-open-action'
  | 'pdf-launch'
  | 'pdf-embedded-file'
  | 'pdf-rich-media'
  | 'pdf-encrypted'
  | 'pdf-obscured-names'
  | 'pdf-not-fully-inspected'
  | 'office-macros'
  | 'office-external-links'
  | 'office-embedded-object'
  | 'xml-stylesheet'
  | 'zip-executable';
