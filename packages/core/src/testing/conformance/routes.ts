import { newId } from '../../db/id.ts';
import { OWN_PROFILE } from '../../plugin/permission.ts';
import type { TestReply } from '../client.ts';
import {
  callsOf,
  inOrder,
  isTransactional,
  malformed,
  namesThing,
  send,
  strangersOf,
  told,
  type Operation,
} from './operations.ts';
import type { Call, Tenant } from './options.ts';
import { candidatesOf, textOf, type Probe } from './probe.ts';
import { askSums, differing, sumOfTable } from './rows.ts';

const LOG = 'the audit log';

/** How far the log has come, refused attempts left out, and how many jobs there are. */
const BESIDE_ROWS = [
  `select '${LOG}' as name, coalesce(max(seq), 0)::text as sum from core.audit_outbox
   where tenant_id = $1 and coalesce(detail::jsonb ->> 'outcome', '') <> 'refused'`,
  `select 'the queue' as name, count(*)::text as sum from core.job where tenant_id = $1`,
];

/** What a tenant has so far of the plugin. */
const tracesOf = ({ host, ownTables }: Probe, tenant: Tenant): Promise<Readonly<Record<string, string>>> =>
  askSums(host, host.tenants[tenant], [...ownTables.map(sumOfTable), ...BESIDE_ROWS]);

const actsSince = ({ host }: Probe, tenant: Tenant, seq: string, via: string) =>
  host.sql<{ plugin: string }>(
    `select act::jsonb ->> 'plugin' as plugin from core.audit_outbox
     where tenant_id = $1 and seq > $2 and kind = 'act' and act::jsonb ->> 'via' = $3
       and detail::jsonb ->> 'outcome' = 'done'`,
    [host.tenants[tenant], seq, via],
  );

/** What of the tenant's changed while `work` ran. */
const tracesLeft = async <T>(
  probe: Probe,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly left: readonly string[]; readonly logBefore: string }> => {
  const before = await tracesOf(probe, 'a');
  const result = await work();
  return { result, left: differing(before, await tracesOf(probe, 'a')), logBefore: before[LOG]! };
};

/**
 * Lets the handler fail behind its work, which has to go with it.
 * @returns whether the handler came to its end; where it did not, the request was refused
 */
const checkUndone = async (
  probe: Probe,
  operation: Operation,
  call: Call,
  tried: Tried,
): Promise<boolean> => {
  const { watch, people, host, findings } = probe;
  const { result, left } = await tracesLeft(probe, () =>
    watch.failingAtEnd(operation.path, () => send(people.a, operation, call, host.tenants.a)),
  );
  if (!result.reachedEnd) {
    checkRefused(probe, operation, result.reply, left, tried);
    return false;
  }
  if (left.length > 0)
    findings.add(
      operation.name,
      'a request that fails to leave nothing',
      `traces in ${left.join(', ')}`,
      'write with the context of the request itself: a copy of it has a transaction of its own',
    );
  return true;
};

/** A refusal that the handler chose itself: it is no fault of the server, and nothing stays behind it. */
const checkRefused = (
  { findings, watch }: Probe,
  operation: Operation,
  reply: TestReply<{ code?: string; detail?: string } | undefined>,
  left: readonly string[],
  tried: Tried,
): void => {
  tried.last = reply.status < 500 ? told(reply) : `${reply.status}: ${watch.lastError ?? told(reply)}`;
  if (reply.status >= 500) findings.add(operation.name, 'an answer or a refusal', tried.last);
  if (left.length > 0)
    findings.add(
      operation.name,
      'a request that fails to leave nothing',
      `${reply.status} and traces in ${left.join(', ')}`,
      'refuse with an error: what the handler returns is committed',
    );
};

/** @returns whether the call succeeded */
const checkCall = async (probe: Probe, operation: Operation, call: Call, tried: Tried): Promise<boolean> => {
  const { people, host, findings, plugin } = probe;
  const {
    result: reply,
    left,
    logBefore,
  } = await tracesLeft(probe, () => send(people.a, operation, call, host.tenants.a));
  if (reply.status >= 400) {
    checkRefused(probe, operation, reply, left, tried);
    return false;
  }
  tried.last = told(reply);
  if (operation.route.safe) {
    if (left.length > 0)
      findings.add(operation.name, 'a safe request to change nothing', `changes in ${left.join(', ')}`);
    return true;
  }
  const author = `${plugin.id}@${plugin.version}`;
  const acts = await actsSince(probe, 'a', logBefore, operation.via);
  if (!acts.some((act) => act.plugin === author))
    findings.add(
      operation.name,
      `an act of ${author} in the audit log`,
      'nothing',
      'write inside db.tenant(ctx, …), or call audit.record',
    );
  return true;
};

interface Tried {
  last: string;
}

/** Brings the route to success once, and looks at what it leaves, then and before. */
const checkSuccess = async (probe: Probe, operation: Operation, ids: readonly string[]): Promise<void> => {
  const { known, findings, unreached, watch } = probe;
  const tried: Tried = { last: 'no call' };
  const calls = callsOf(operation, { known: known.a, ids, text: textOf('a') });
  for (const call of calls) {
    watch.lastError = undefined;
    if (isTransactional(operation) && !(await checkUndone(probe, operation, call, tried))) continue;
    if (await checkCall(probe, operation, call, tried)) {
      if (unreached[operation.key] !== undefined)
        findings.add(
          operation.name,
          'no success, as options.unreached says',
          tried.last,
          'take it out there',
        );
      return;
    }
  }
  if (unreached[operation.key] === undefined)
    findings.add(
      operation.name,
      'a call that succeeds',
      tried.last,
      `give options.examples["${operation.key}"]${operation.example ? ' one that does' : ''}`,
    );
};

/** Who may not ask is told so, and a thing that nobody has is not there. */
const checkRefusals = async (probe: Probe, operation: Operation): Promise<void> => {
  const { people, host, findings, known } = probe;
  const { permission } = operation.route;
  const [call = {}] = callsOf(operation, { known: strangersOf(known.a), ids: [newId()], text: textOf('a') });
  const expect = async (
    who: 'a' | 'withoutPermission' | 'anonymous',
    what: Call,
    status: number,
    why: string,
  ) => {
    const reply = await send(people[who], operation, what, host.tenants.a);
    if (reply.status !== status) findings.add(operation.name, `${status} ${why}`, told(reply));
  };
  if (permission !== undefined) {
    await expect('anonymous', call, 401, 'for whoever is not signed in');
    if (permission !== OWN_PROFILE)
      await expect('withoutPermission', call, 403, `for whoever lacks "${permission}"`);
  }
  if (!namesThing(operation)) return;
  await expect('a', malformed(call), 404, 'for a path that cannot be an id');
  if (asksForStranger(probe, call)) await expect('a', call, 404, 'for an id that nobody has');
};

/** An example may name a thing by a word that stands in it: that one is there. */
const asksForStranger = ({ known }: Probe, { params = {} }: Call): boolean => {
  const values = new Set(Object.values(known.a));
  return (
    Object.values(params).every((value) => !values.has(value)) && /[0-9a-f]{8}-/.test(JSON.stringify(params))
  );
};

/** Every route: who is refused, that it can succeed, and what it leaves in the log. Those that remove come last. */
export const checkRoutes = async (probe: Probe): Promise<void> => {
  for (const operation of inOrder(probe.operations)) {
    await checkRefusals(probe, operation);
    await checkSuccess(probe, operation, await candidatesOf(probe, 'a'));
  }
};
