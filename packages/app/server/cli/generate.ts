import { parseArgs } from 'node:util';
import { SIGN_IN_USAGE, signIn } from './sign-in.ts';
import { orUsage, UsageError } from './usage.ts';

const USAGE = `compliance-os generate [--months <1 to 36>] [--from <YYYY-MM-DD>] [--dry-run] [--url <address>]

  --months   length of the window; 12 by default
  --from     its first day; the first of this month by default
  --dry-run  count what would be generated
${SIGN_IN_USAGE}`;

/** Generates the obligations of the tenant through a running portal. */
export const generate = async (args: readonly string[]): Promise<number> => {
  const { values } = orUsage(USAGE, () =>
    parseArgs({
      args: [...args],
      options: {
        months: { type: 'string', default: '12' },
        from: { type: 'string' },
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
  const months = Number(values.months);
  if (!Number.isInteger(months))
    throw new UsageError(`--months: expected a whole number, received "${values.months}"`, USAGE);
  const portal = await signIn(values.url);
  const dryRun = values['dry-run'];
  const { from, to, create, created, existing, undetermined, jobId } = await portal.generate(
    months,
    values.from,
    dryRun,
  );
  if (jobId) {
    console.log(`${from} to ${to}: goes on in the background as job ${jobId}.`);
    return 0;
  }
  console.log(
    `${from} to ${to}: ${create ?? created ?? 0} ${dryRun ? 'to generate' : 'generated'}, ${existing} already there, ${undetermined} undetermined.`,
  );
  return 0;
};
