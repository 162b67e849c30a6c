import { parseArgs } from 'node:util';
import { accounts } from '@compliance-os/core/host';
import { compose } from '../compose.ts';
import { readSettings } from '../settings.ts';
import { orUsage, UsageError } from './usage.ts';

const USAGE = `compliance-os operator --email <e-mail> --name <name>
  the password is read from the variable OPERATOR_PASSWORD, so that it stands in no list of processes`;

/** Creates an operator: the one account that cannot be invited by another. */
export const operator = async (args: readonly string[]): Promise<number> => {
  const { values } = orUsage(USAGE, () =>
    parseArgs({
      args: [...args],
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }),
  );
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const password = process.env['OPERATOR_PASSWORD'];
  if (!values.email || !values.name || !password)
    throw new UsageError('expected --email, --name and OPERATOR_PASSWORD', USAGE);
  const portal = await compose(await readSettings(process.env), { demo: false, worksJobs: false });
  try {
    const { service } = await portal.host.services.resolve('core', { service: accounts });
    await service.ensure('operator', { email: values.email, name: values.name, password });
    console.log(`${values.email} can sign in at /operator.`);
    return 0;
  } finally {
    await portal.close();
  }
};
