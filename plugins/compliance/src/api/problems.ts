import type { ProblemCode } from '@compliance-os/core';

/** Codes of this plugin's refusals. */
export const PROBLEMS: readonly ProblemCode[] = [
  { code: 'COMMAND_REFUSED', status: 409, title: 'This step cannot be taken now' },
  { code: 'STALE_REVISION', status: 409, title: 'This obligation has changed in the meantime' },
  { code: 'IMPORT_REFUSED', status: 422, title: 'The file has errors; nothing was imported' },
  { code: 'IMPORT_OTHER_FILE', status: 409, title: 'This is not the file that was previewed' },
  { code: 'EVENT_RECORDED', status: 409, title: 'This event is on record already' },
  { code: 'OVERLAPPING_FACTS', status: 409, title: 'Two statements about one day' },
  { code: 'NUMBER_TAKEN', status: 409, title: 'This number is on record already' },
  { code: 'EXTENSION_APPLIED', status: 409, title: 'This notification is applied already' },
  { code: 'EXTENSION_REVERSED', status: 409, title: 'This notification has been taken back already' },
  { code: 'OVER_ALLOCATED', status: 422, title: 'More is allocated than was paid' },
  { code: 'IN_USE', status: 409, title: 'Obligations hang on this' },
];
