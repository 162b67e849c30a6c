/** A plugin's page of reference: what its manifest says, for people. Pure: the manifest comes in with its tables and masters. */
import type { PluginManifest, TableOptions } from '@compliance-os/core';
import type { Master } from '@compliance-os/compliance';
import { z } from 'zod';

export interface Described {
  readonly manifest: PluginManifest;
  /** in the order in which migrations make them */
  readonly tables: readonly { readonly name: string; readonly audit: TableOptions['audit'] }[];
  readonly masters: readonly Master[];
}

const code = (text: string): string => `\`${text}\``;
const cell = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' ');

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${heads.join(' | ')} |`,
  `| ${heads.map(() => '---').join(' | ')} |`,
  ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
];

/** Nothing where there are no rows: a page names what there is. */
const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];

const tableSection = (
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string[] => section(title, rows.length === 0 ? [] : table(heads, rows));

const list = (title: string, items: readonly string[]): string[] =>
  section(
    title,
    items.map((item) => `- ${item}`),
  );

const addressOf = (id: string, path: string): string => (id === 'core' ? `/v1${path}` : `/v1/${id}${path}`);

const routeRows = ({ id, routes = [] }: PluginManifest): string[][] =>
  routes.map(({ method, path, summary, permission, about, public: open }) => [
    method.toUpperCase(),
    code(addressOf(id, path)),
    summary,
    permission === undefined ? `everybody: ${open}` : code(permission),
    about ?? '',
  ]);

const jobRows = ({ jobs = [] }: PluginManifest): string[][] =>
  jobs.map(({ name, schedule, retries, timeoutMs }) => [
    code(name),
    schedule ? `${code(schedule.cron)}, missed: ${schedule.missed}` : 'when code asks for it',
    String(retries),
    `${timeoutMs / 1000} s`,
  ]);

const auditOf = (audit: TableOptions['audit']): string => {
  if ('exempt' in audit) return `no: ${audit.exempt}`;
  const { secret = [], hashed = [] } = audit;
  return [
    'yes',
    ...(secret.length > 0 ? [`without ${secret.map(code).join(', ')}`] : []),
    ...(hashed.length > 0 ? [`by hash ${hashed.map(code).join(', ')}`] : []),
  ].join('; ');
};

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

const rangeOf = ({ minimum, maximum }: JsonSchema): string => {
  const bounds = [minimum, maximum].filter(
    (one) => one !== undefined && Math.abs(one) < Number.MAX_SAFE_INTEGER,
  );
  return bounds.length === 0 ? '' : ` ${minimum ?? ''}…${maximum ?? ''}`;
};

const settingRows = (schema: JsonSchema, path = ''): string[][] =>
  Object.entries(schema.properties ?? {}).flatMap(([key, of]) => {
    const name = path === '' ? key : `${path}.${key}`;
    if (of.properties) return settingRows(of, name);
    const kind = of.enum ? of.enum.map(String).join(', ') : `${of.type ?? 'any'}${rangeOf(of)}`;
    return [[code(name), kind, of.default === undefined ? '' : code(JSON.stringify(of.default))]];
  });

const settings = (title: string, schema: z.ZodType | undefined): string[] =>
  schema === undefined
    ? []
    : tableSection(
        title,
        ['setting', 'kind', 'default'],
        settingRows(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema),
      );

const head = ({
  id,
  name,
  version,
  hostApi,
  requires = {},
  isolated,
  critical,
  data,
}: PluginManifest): string[] => [
  `# ${name}`,
  '',
  'Written by `npm run docs` from the manifest.',
  '',
  ...table(
    ['', ''],
    [
      ['id', code(id)],
      ['version', version],
      ['host', code(hostApi)],
      ...Object.entries(requires).map(([other, range]) => ['requires', `${code(other)} ${code(range)}`]),
      ...(isolated ? [['isolated', 'in a process of its own']] : []),
      ...(critical ? [['critical', 'the portal does not start without it']] : []),
      ...(data?.retentionYears === undefined ? [] : [['data is kept', `${data.retentionYears} years`]]),
    ],
  ),
];

export const pageOf = ({ manifest, tables, masters }: Described): string => {
  const { capabilities = {}, ui } = manifest;
  const lines = [
    ...head(manifest),
    ...tableSection('Routes', ['method', 'address', 'what', 'permission', 'about'], routeRows(manifest)),
    ...tableSection(
      'Permissions',
      ['name', 'what it lets one do'],
      (manifest.permissions ?? []).map(({ name, label }) => [code(name), label]),
    ),
    ...tableSection(
      'Roles',
      ['role', 'for', 'permissions'],
      (manifest.roles ?? []).map(({ key, description, permissions }) => [
        code(key),
        description,
        permissions.map(code).join(', '),
      ]),
    ),
    ...tableSection('Jobs', ['name', 'when', 'retries', 'at most'], jobRows(manifest)),
    ...list(
      'Events that it tells',
      (manifest.events?.emits ?? []).map(({ name }) => code(name)),
    ),
    ...list(
      'Events that it is told',
      (manifest.events?.on ?? []).map(({ event }) => code(event)),
    ),
    ...list(
      'Services for other plugins',
      (manifest.services ?? []).map(({ token }) => code(token.tokenId)),
    ),
    ...list(
      'Points that others contribute to',
      (manifest.extensionPoints ?? []).map(({ id }) => code(id)),
    ),
    ...list(
      'Points that it contributes to',
      (manifest.contributes ?? []).map(({ point }) => code(point.id)),
    ),
    ...tableSection(
      'Masters',
      ['code', 'form', 'how often', 'due', 'confidence'],
      masters.map((it) => [code(it.code), it.form, it.frequency, it.dueText, it.confidence]),
    ),
    ...list(
      'Things that evidence is attached to',
      (manifest.evidence ?? []).map(({ subjectType }) => code(subjectType)),
    ),
    ...tableSection(
      'Tables of tenants',
      ['table', 'audited'],
      tables.map(({ name, audit }) => [code(name), auditOf(audit)]),
    ),
    ...settings('Settings of a tenant', manifest.config?.tenant),
    ...settings('Settings of the portal', manifest.config?.host),
    ...list(
      'Slots of the back office',
      (ui?.slots ?? []).map((slot) => code(slot)),
    ),
    ...list('What it may reach outside', [
      ...(capabilities.http ?? []).map((address) => code(address)),
      ...(capabilities.privateHttp ?? []).map((address) => `${code(address)}, in a private network`),
      ...(capabilities.secrets ?? []).map((name) => `the secret ${code(name)}`),
    ]),
    ...tableSection(
      'Refusals',
      ['code', 'status', 'title'],
      (manifest.problems ?? []).map((it) => [code(it.code), String(it.status), it.title]),
    ),
  ];
  return `${lines.join('\n')}\n`;
};
