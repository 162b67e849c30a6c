import { parseArgs } from 'node:util';
import { accounts } from '@compliance-os/core/host';
import { compose } from '../compose.ts';
import { readSettings } from '../settings.ts';
import { orUsage, UsageError } from './usage.ts';

const USAGE = `compliance-os operator --email <e-mail> --name <name>
compliance-os operator --email <e-mail> --reset
  --reset  sets a new password and ends the operator's sessions
  the password is read from the variable OPERATOR_PASSWORD, so that it stands in no list of processes`;

/** Creates an operator, the one account that cannot be invited by another; or lets one in again. */
export const operator = async (args: readonly string[]): Promise<number> => {
  const { values } = orUsage(USAGE, () =>
    parseArgs({
      args: [...args],
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        reset: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  );
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const password = process.env['OPERATOR_PASSWORD'];
  const { email, name, reset } = values;
  if (!email || !(name || reset) || !password)
    throw new UsageError('expected --email, --name or --reset, and OPERATOR_PASSWORD', USAGE);
  const portal = await compose(await readSettings(process.env), { demo: false, worksJobs: false });
  try {
    const { service } = await portal.host.services.resolve('core', { service: accounts });
    if (reset) await service.resetOperator(email, password);
    else await service.ensure('operator', { email, name: name!, password });
    console.log(`${email} can sign in at /operator.`);
    return 0;
  } finally {
    await portal.close();
  }
};
