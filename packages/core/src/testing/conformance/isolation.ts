import { newId } from '../../db/id.ts';
import type { TestReply } from '../client.ts';
import { callsOf, inOrder, send, strangersOf, told, type Operation } from './operations.ts';
import type { Call, Known } from './options.ts';
import { candidatesOf, textOf, type Probe } from './probe.ts';
import { differing, idsOf, sumsOf, tablesThatName } from './rows.ts';

const isPublic = ({ route }: Operation): boolean => route.public !== undefined;

/** Fills the other tenant through the plugin's own routes, so that there is something to be found. */
const populate = async (probe: Probe): Promise<void> => {
  const { operations, people, host, known } = probe;
  for (const operation of inOrder(operations)) {
    if (operation.route.safe || operation.route.method === 'delete') continue;
    const ids = await candidatesOf(probe, 'b');
    for (const call of callsOf(operation, { known: known.b, ids, text: textOf('b') }))
      if ((await send(people.b, operation, call, host.tenants.b)).status < 400) break;
  }
  await host.drain();
};

/** What of the other tenant stands in an answer although it was not in the question. */
const shown = (reply: TestReply, call: Call, foreign: readonly string[]): string | undefined => {
  const answer = JSON.stringify(reply.body ?? '') + JSON.stringify([...reply.headers]);
  const question = JSON.stringify([call.params, call.query, call.body]);
  return [textOf('b'), ...foreign].find((needle) => answer.includes(needle) && !question.includes(needle));
};

const isSame = (one: TestReply<{ code?: string } | undefined>, other: typeof one): boolean =>
  one.status === other.status && (one.status < 400 || one.body?.code === other.body?.code);

/** Asks one route as tenant `a` for what is tenant `b`'s, and for what is nobody's: the answers are the same. */
const checkOperation = async (
  { people, host, findings, known }: Probe,
  operation: Operation,
  foreign: readonly string[],
): Promise<void> => {
  const ask = (call: Call) => send(people.a, operation, call, host.tenants.a);
  const callsFor = (whose: Known, ids: readonly string[]) =>
    callsOf(operation, { known: whose, ids, text: textOf('a') });
  const strangers = strangersOf(known.b);
  const theirs = callsFor(known.b, foreign);
  const nobodys = callsFor(
    strangers,
    foreign.map(() => newId()),
  );
  for (const [index, call] of theirs.entries()) {
    const reply = await ask(call);
    const needle = shown(reply, call, foreign);
    if (needle !== undefined)
      findings.add(
        operation.name,
        "nothing of another tenant's in an answer",
        `${reply.status} with ${needle === textOf('b') ? 'a text' : 'an id'} of the other tenant`,
        'name tenant_id in every statement, and keep nothing in memory without the tenant in its key',
      );
    if (isPublic(operation) || !operation.takesIds) continue;
    const other = await ask(nobodys[index]!);
    const named = Object.values(call.params ?? {}).some((value) => foreign.includes(value));
    if (named && reply.status < 400) findings.add(operation.name, "404 for another tenant's id", told(reply));
    else if (!isSame(reply, other))
      findings.add(
        operation.name,
        "the same answer to another tenant's id as to one that nobody has",
        `${told(reply)} and ${told(other)}`,
      );
  }
};

/** No route reads or changes what another tenant has. */
export const checkIsolation = async (probe: Probe): Promise<void> => {
  const { host, operations, findings, known } = probe;
  await populate(probe);
  const { a, b } = host.tenants;
  const foreign = [
    ...new Set([...Object.values(known.b).filter((value) => value.includes('-')), ...(await idsOf(host, b))]),
  ].filter((id) => !Object.values(known.a).includes(id));
  const before = await sumsOf(host, b);
  for (const operation of operations) await checkOperation(probe, operation, foreign);
  for (const table of differing(before, await sumsOf(host, b)))
    findings.add('routes', 'rows of another tenant to stay as they are', `a change of ${table}`);
  for (const table of await tablesThatName(host, a, foreign))
    findings.add('routes', 'no id of another tenant in a row', `one in ${table}`);
};
