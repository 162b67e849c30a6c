/** What a submission is, in the words of the portals. */
export const SUBMISSION_KINDS = ['nil', 'original', 'revised', 'correction', 'amendment'] as const;
export type SubmissionKind = (typeof SUBMISSION_KINDS)[number];

/** Filed after the first filing, where the law knows them. */
export const FURTHER_KINDS = [
  'revised',
  'correction',
  'amendment',
] as const satisfies readonly SubmissionKind[];
export type FurtherKind = (typeof FURTHER_KINDS)[number];
