import { z } from 'zod';
import { checkCron } from '../../jobs/occurrences.ts';
import { SECRET_NAME } from '../../secrets/names.ts';
import { SLOTS, type PluginManifest } from '../manifest.ts';
import { reporter, suggestion, type Finding } from './finding.ts';

const isOrigin = (address: unknown): boolean => {
  const url = typeof address === 'string' ? URL.parse(address) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === String(address).replace(/\/$/, '');
};

/** What a client of the host is limited to, and when a schedule runs, as far as the text says it. */
export const declarations = (manifest: PluginManifest): Finding[] => {
  const at = reporter(manifest);
  const { http = [], privateHttp = [], secrets = [] } = manifest.capabilities ?? {};
  const addresses = (['http', 'privateHttp'] as const).flatMap((key) =>
    (manifest.capabilities?.[key] ?? []).flatMap((address, i) =>
      isOrigin(address)
        ? []
        : [
            at(
              `capabilities.${key}[${i}]`,
              'an address such as https://api.example.in, without path, query or user',
              address,
            ),
          ],
    ),
  );
  const both = privateHttp.flatMap((address, i) =>
    http.includes(address)
      ? [at(`capabilities.privateHttp[${i}]`, 'an address that stands in one list', address)]
      : [],
  );
  const secretNames = secrets.flatMap((name, i) => [
    ...(SECRET_NAME.test(name)
      ? []
      : [at(`capabilities.secrets[${i}]`, 'lower-case letters, digits and hyphens', name)]),
    ...(secrets.indexOf(name) < i
      ? [at(`capabilities.secrets[${i}]`, 'a name that stands here once', name)]
      : []),
  ]);
  const schedules = (manifest.jobs ?? []).flatMap(({ schedule }, i) => {
    try {
      if (schedule) checkCron(schedule.cron);
      return [];
    } catch {
      return [at(`jobs[${i}].cron`, 'five fields of a cron expression', schedule?.cron)];
    }
  });
  const { host } = manifest.config ?? {};
  const settings =
    host === undefined || host instanceof z.ZodObject
      ? []
      : [at('config.host', 'an object, each key of which is a variable', host.type)];
  const slots = (manifest.ui?.slots ?? []).flatMap((slot, i) =>
    SLOTS.includes(slot)
      ? []
      : [at(`ui.slots[${i}]`, 'a slot of the back office', slot, suggestion(slot, SLOTS))],
  );
  return [...addresses, ...both, ...secretNames, ...schedules, ...settings, ...slots];
};
