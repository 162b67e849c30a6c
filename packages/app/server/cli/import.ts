import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ImportFault } from '../client/portal-client.ts';
import { SIGN_IN_USAGE, signIn } from './sign-in.ts';
import { orUsage, UsageError } from './usage.ts';

const USAGE = `compliance-os import <file.csv|file.xlsx> [--dry-run] [--url <address>]

  --dry-run  tell what would be written, and write nothing
${SIGN_IN_USAGE}`;

const faultLine = ({ sheet, row, column, message, expected, received }: ImportFault): string =>
  `  ${sheet}, row ${row}, ${column}: ${message}${expected === undefined ? '' : ` (expected ${expected}, received ${received ?? 'nothing'})`}`;

/** Imports entities and registrations through a running portal. @returns 1 where the file has mistakes */
export const importFile = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = orUsage(USAGE, () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        url: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }),
  );
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [name] = positionals;
  if (name === undefined) throw new UsageError('expected a file', USAGE);
  const file = new File([await readFile(name)], path.basename(name));
  const portal = await signIn(values.url);
  const { fileHash, errors, summary } = await portal.previewImport(file);
  if (errors.length > 0) {
    console.error(`${errors.length} mistakes; nothing was written:\n${errors.map(faultLine).join('\n')}`);
    return 1;
  }
  console.log(`${summary.create} to create, ${summary.update} to update, ${summary.skip} as they are.`);
  if (values['dry-run']) return 0;
  const { entityIds } = await portal.commitImport(file, fileHash);
  console.log(`Imported: ${entityIds.length} entities.`);
  return 0;
};
