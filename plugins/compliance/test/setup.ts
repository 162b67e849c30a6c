/** A host with the engine and GST, and a company to work with. The clock stands at 22 November 2026 in India. */
import { startTestHost, type TestClient, type TestHost } from '@compliance-os/core/testing';
import { gstinCheckCharacter } from '@compliance-os/gst';
import gst from '@compliance-os/gst/plugin';
import compliance from '../src/plugin.ts';

export type Host = TestHost<'a' | 'b'>;

export const startHost = (postgresUrl: string | undefined): Promise<Host> =>
  startTestHost({ plugins: [compliance, gst], postgresUrl, logLevel: 'error' });

export const gstinOf = (state: string, pan: string): string => {
  const first14 = `${state}${pan}1Z`;
  return `${first14}${gstinCheckCharacter(first14)}`;
};

export interface Company {
  readonly entityId: string;
  readonly pan: string;
  /** id of the registration by state code */
  readonly registrations: Readonly<Record<string, string>>;
}

let serial = 0;

/** What a GSTIN files by: monthly, or by quarter under QRMP. */
const habits = {
  monthly: { 'gstin.qrmp': false, 'gstin.aato': 12_00_00_00_000_00 },
  quarterly: { 'gstin.qrmp': true, 'gstin.aato': 3_00_00_000_00 },
} as const;

/** A company with a regular GSTIN in each state. */
export const addCompany = async (
  client: TestClient,
  name: string,
  states: Readonly<Record<string, keyof typeof habits>>,
): Promise<Company> => {
  const pan = `AABC${name[0]!.toUpperCase()}${String(++serial).padStart(4, '0')}K`;
  const entity = await client.post<{ id: string }>('/v1/entities', {
    name,
    legalName: `${name} Private Limited`,
    kind: 'company',
    pan,
  });
  if (entity.status !== 201) throw new Error(JSON.stringify(entity.body));
  const registrations: Record<string, string> = {};
  for (const [state, habit] of Object.entries(states)) {
    const facts = { 'gstin.type': 'regular', 'gstin.status': 'active', ...habits[habit] };
    const added = await client.post<{ id: string }>('/v1/compliance/registrations', {
      entityId: entity.body.id,
      type: 'gstin',
      number: gstinOf(state, pan),
      from: '2020-04-01',
      facts: Object.entries(facts).map(([field, value]) => ({ field, value })),
    });
    if (added.status !== 201) throw new Error(JSON.stringify(added.body));
    registrations[state] = added.body.id;
  }
  return { entityId: entity.body.id, pan, registrations };
};

export interface Listed {
  readonly id: string;
  readonly masterCode: string;
  readonly status: string;
  readonly period: string;
  readonly effectiveDate: string | null;
  readonly statutoryDate: string | null;
  readonly extendedDate: string | null;
  readonly rag: string;
  readonly settled: boolean;
  readonly paidUnfiled: boolean;
  readonly subjectId: string;
  readonly blockedBy: readonly { readonly masterCode: string }[];
  readonly entityId: string;
  readonly family: string;
  readonly exposurePaise: number | null;
}
export interface Listing {
  readonly items: readonly Listed[];
  readonly pageInfo: { readonly nextCursor: string | null; readonly hasNext: boolean };
  readonly total?: number;
}

export const list = async (client: TestClient, query: string): Promise<Listing> => {
  const reply = await client.get<Listing>(`/v1/compliance/instances?${query}`);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return reply.body;
};

export const generate = (client: TestClient, from: string, months: number) =>
  client.post<{ created: number; existing: number; undetermined: number }>('/v1/compliance/generation/run', {
    from,
    months,
  });

export const attach = (
  client: TestClient,
  entityId: string,
  instanceId: string,
  kind: string,
  content = kind,
) =>
  client.upload<{ id: string; sha256: string }>(
    '/v1/evidence',
    { entityId, subjectType: 'instance', subjectId: instanceId, kind, label: kind },
    { name: `${kind}.csv`, type: 'text/csv', content: `what,${content}\n` },
  );

export const command = (client: TestClient, id: string, body: Readonly<Record<string, unknown>>) =>
  client.post<{ status: string; code?: string; errors?: { path: string }[]; detail?: string }>(
    `/v1/compliance/instances/${id}/commands`,
    body,
  );

/** Fills the schedules and runs what is due. A sweep of the host may hold the rows for a moment, so it looks again. */
export const runDue = async (host: Host): Promise<void> => {
  await host.host.jobs.tick();
  for (let quiet = 0; quiet < 3;) {
    if ((await host.drain()) > 0) quiet = 0;
    else quiet += 1;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
};
