/** The command was called with arguments that do not fit: said in words, exit code 2. */
export class UsageError extends Error {
  constructor(message: string, usage?: string) {
    super(usage === undefined ? message : `${message}\n\n${usage}`);
  }
}

/** What `parseArgs` finds wrong, as a usage error with the usage of the command. */
export const orUsage = <T>(usage: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), usage);
  }
};
