import type { AddressInfo } from 'node:net';
import { compose } from './compose.ts';
import { readSettings } from './settings.ts';
import { fillDemo } from './demo/fill.ts';
import { seedDemo } from './demo/seed.ts';
import { DEMO_SIGN_INS } from './demo/people.ts';
import { OPERATOR_SIGN_IN } from './demo/operator.ts';

/**
 * Serves the portal and works its jobs, in one process. Without configuration: the embedded database, a demo tenant,
 * http://localhost:7007.
 */
const serve = async (): Promise<void> => {
  const started = performance.now();
  const settings = await readSettings({ LOG_LEVEL: 'warn', ...process.env });
  const { config } = settings;
  const demo = config.mode === 'embedded' && process.env['COMPLIANCE_OS_DEMO'] !== 'off';
  const portal = await compose(settings, { demo, worksJobs: true });
  try {
    const isNew = demo && (await seedDemo(portal));
    await portal.host.jobs.start(config.jobs.concurrency);
    const server = await portal.host.listen(config.http.port, config.http.host);
    if (isNew) await fillDemo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } catch (error) {
    await portal.close();
    throw error;
  }
  announce(
    config.http.publicUrl ?? `http://localhost:${config.http.port}`,
    demo,
    performance.now() - started,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void portal.close().then(() => process.exit(0));
    });
  }
};

const announce = (url: string, demo: boolean, milliseconds: number): void => {
  const lines = [`Compliance OS is ready after ${(milliseconds / 1000).toFixed(1)} s:  ${url}`];
  if (demo) {
    lines.push('', 'Demo sign-ins (they belong to the embedded demo tenant only):');
    for (const { email, password, label } of DEMO_SIGN_INS) lines.push(`  ${email}  ${password}   ${label}`);
    lines.push(`  ${OPERATOR_SIGN_IN.email}  ${OPERATOR_SIGN_IN.password}   operator, at ${url}/operator`);
  }
  lines.push('', 'Stop with Ctrl C.');
  console.log(lines.join('\n'));
};

/** What a person can mend has a code and is said in words; anything else keeps its stack. */
const known = (error: unknown): boolean => error instanceof Error && 'code' in error;

serve().catch((error: unknown) => {
  console.error(known(error) ? (error as Error).message : error);
  process.exit(1);
});
