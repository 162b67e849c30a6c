import type { ProblemCode } from '../http/problem.ts';

export const DATA_LIFE_PROBLEMS: readonly ProblemCode[] = [
  { code: 'PLUGIN_OPERATORS_ONLY', status: 403, title: 'Only the operator of the portal may do this' },
  { code: 'PLUGIN_STATE_UNFIT', status: 409, title: 'Something else has to be done to the plugin first' },
  { code: 'PLUGIN_RETAINED', status: 409, title: 'The records of the plugin have to be kept' },
  { code: 'PLUGIN_EVIDENCE_RETAINED', status: 409, title: 'Evidence at its records has to be kept' },
  { code: 'PLUGIN_LEGAL_HOLD', status: 409, title: 'Evidence at its records is under a legal hold' },
  { code: 'PLUGIN_EXPORT_MISSING', status: 409, title: 'There is no whole export of the data' },
  { code: 'PLUGIN_KEEPS_ITS_ROWS', status: 409, title: 'A table of the plugin refuses the deletion' },
  { code: 'PLUGIN_EXPORT_NOT_READY', status: 409, title: 'The export cannot be downloaded' },
  { code: 'CONFIRMATION_DIFFERS', status: 422, title: 'What was typed is not the id of the plugin' },
];
