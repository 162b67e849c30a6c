import { doctor } from './cli/doctor.ts';
import { explain } from './cli/explain.ts';
import { openapi } from './cli/openapi.ts';
import { UsageError } from './cli/usage.ts';

/** A command: its arguments without its own name. @returns the exit code */
type Command = (args: readonly string[]) => Promise<number>;

interface CommandEntry {
  readonly summary: string;
  readonly run: Command;
  /** It is called by its name alone: a word after it is a mistake, and not passed over. */
  readonly bare?: true;
}

/** Heavy commands are loaded when asked for: `explain` must not open a database. */
const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  explain: { summary: 'why an obligation falls due when it does; needs no database', run: explain },
  import: {
    summary: 'import a CSV or XLSX of entities and registrations',
    run: async (args) => (await import('./cli/import.ts')).importFile(args),
  },
  generate: {
    summary: 'generate the obligations of a tenant',
    run: async (args) => (await import('./cli/generate.ts')).generate(args),
  },
  migrate: {
    summary: 'bring the database schemas up to date',
    run: async () => (await import('./cli/migrate.ts')).migrate(),
    bare: true,
  },
  worker: {
    summary: 'work jobs without serving requests',
    run: async () => (await import('./cli/worker.ts')).worker(),
    bare: true,
  },
  web: {
    summary: 'serve requests without working jobs',
    run: async () => (await import('./cli/web.ts')).web(),
    bare: true,
  },
  operator: {
    summary: 'create an operator, or set the password of one',
    run: async (args) => (await import('./cli/operator.ts')).operator(args),
  },
  person: {
    summary: 'a link that lets a person in, or sets a new password, to hand over where no mail is sent',
    run: async (args) => (await import('./cli/person.ts')).person(args),
  },
  plugin: {
    summary: 'install plugins, take them away, and say whom they may be from',
    run: async (args) => (await import('./cli/plugin.ts')).plugin(args),
  },
  secret: {
    summary: 'what a plugin signs in elsewhere with, for one tenant: set, forget, see which are set',
    run: async (args) => (await import('./cli/secret.ts')).secret(args),
  },
  tenant: {
    summary: 'switch plugins of tenants, archive, export and purge what they keep',
    run: async (args) => (await import('./cli/tenant.ts')).tenant(args),
  },
  openapi: {
    summary: 'print the API description (OpenAPI 3.1) of everything installed',
    run: openapi,
    bare: true,
  },
  doctor: { summary: 'what is missing on this machine, and how to get it', run: doctor, bare: true },
};

const help = (): string =>
  [
    'compliance-os <command>',
    '',
    ...Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`),
    '',
    'compliance-os <command> --help tells its arguments.',
  ].join('\n');

const main = async ([name, ...args]: readonly string[]): Promise<number> => {
  if (name === undefined || name === 'help' || name === '--help') {
    console.log(help());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command)
    throw new UsageError(`command: expected one of ${Object.keys(COMMANDS).join(', ')}, received "${name}"`);
  if (command.bare && args.length > 0) {
    const usage = `compliance-os ${name}\n  ${command.summary}; takes no arguments`;
    if (!args.includes('--help'))
      throw new UsageError(`expected no arguments, received ${args.join(' ')}`, usage);
    console.log(usage);
    return 0;
  }
  return command.run(args);
};

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const expected = error instanceof UsageError || (error instanceof Error && 'code' in error);
    console.error(expected ? (error as Error).message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
