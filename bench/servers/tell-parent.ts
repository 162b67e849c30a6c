/** The child's side of `measure/child.ts`: says where it listens, answers for its use of the machine, ends when told. */
export const tellParent = (port: number, close: () => Promise<void>): void => {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ usage: { cpuMicros: user + system, rssBytes: process.memoryUsage.rss() } });
  });
  process.once('SIGTERM', () => void close().finally(() => process.exit(0)));
  process.once('disconnect', () => process.exit(0));
  process.send?.({ ready: `http://127.0.0.1:${port}` });
};
