import semver from 'semver';
import { z } from 'zod';
import { faultsOf } from '../http/faults.ts';
import type { Finding } from '../plugin/validate.ts';
import { filePathFault } from './file-path.ts';

/** Of every package the file that says what it is, and the one that says who stands for it. */
export const MANIFEST_FILE = 'plugin.json';
export const SIGNATURE_FILE = 'plugin.sig';
/** Entry of the server's code. */
export const SERVER_ENTRY = 'server/plugin.js';
/** Where the host finds the migrations, whatever address the manifest names. */
export const MIGRATIONS_FOLDER = 'server/migrations/';
/** Nothing outside is sent to a browser. */
export const UI_FOLDER = 'ui/';

/** The contract of panels that this host's back office speaks: `PLUGIN_UI_API` of `@compliance-os/ui`. */
export const UI_API = 1;

const ID = /^[a-z][a-z0-9-]{0,30}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const MIGRATION = /^\d{4}_[a-z0-9-_]+$/;

const text = (pattern: RegExp, expected: string) => z.string().regex(pattern, { error: expected });
const checked = (check: (value: string) => unknown, expected: string) =>
  z.string().refine((value) => Boolean(check(value)), { error: expected });

const id = text(ID, 'lower-case letters, digits and hyphens, at most 31');
const range = checked((value) => semver.validRange(value) !== null, 'a range of versions');
const filePath = checked(
  (value) => filePathFault(value) === undefined,
  'a relative path below the package, with forward slashes',
);
const names = z.array(z.string().min(1)).default([]);

/**
 * `plugin.json`: everything that is checked before code of the plugin runs. Its exact bytes are what is signed, and it
 * names the hash of every other file, so that one signature stands for the whole package.
 */
export const PackageManifest = z.strictObject({
  format: z.literal(1),
  id,
  name: z.string().min(1).max(100),
  version: checked((value) => semver.valid(value) === value, 'a semantic version'),
  /** range over the host's plugin API */
  hostApi: range,
  /** plugin → range of versions */
  requires: z.record(id, range).default({}),
  /** the contract that its panels were built for */
  uiApi: z.int().min(1).optional(),
  /** kind → what of it: `{ http: ['https://api.example.in'], secrets: ['gsp'] }` */
  capabilities: z.record(z.string(), z.array(z.string())).default({}),
  /** runs in a process of its own */
  isolated: z.boolean().default(false),
  /** migrations after which an older version cannot run */
  breaking: z.array(text(MIGRATION, 'the name of a migration, as in 0003_split-name')).default([]),
  server: z.literal(SERVER_ENTRY),
  ui: filePath
    .refine((value) => value.startsWith(UI_FOLDER) && value.endsWith('.js'), {
      error: 'a .js file below ui/',
    })
    .optional(),
  /** module that the host gives → range of its versions that the plugin was built for */
  shared: z.record(z.string().min(1), range).default({}),
  /** what an operator is shown before it is installed: as the author's build read it */
  declares: z
    .strictObject({ permissions: names, routes: names, jobs: names, slots: names, tables: names })
    .optional(),
  /** path → SHA-256 in hex, of every file but `plugin.json` and `plugin.sig` */
  files: z.record(filePath, text(SHA256, 'a SHA-256 in hex, lower case')),
});
export type PackageManifest = z.infer<typeof PackageManifest>;

/** `plugin.json` as its author's build writes it. */
export type PackageManifestInput = z.input<typeof PackageManifest>;

/** `plugin.sig`: over the exact bytes of `plugin.json`. */
export const PackageSignature = z.strictObject({
  key: text(/^[0-9a-f]{16}$/, 'the id of a key: 16 hex digits'),
  algorithm: z.literal('ed25519'),
  signature: checked(
    (value) => Buffer.from(value, 'base64').length === 64,
    '64 bytes of an Ed25519 signature in base64',
  ),
});
export type PackageSignature = z.infer<typeof PackageSignature>;

/** A value, or everything that keeps it from being one. */
export type Read<T> = { readonly value: T } | { readonly findings: readonly Finding[] };

/**
 * Reads one of the JSON files of a package.
 * @param plugin who is blamed, as far as it is known
 */
export const readJsonFile = <T>(
  plugin: string,
  file: string,
  schema: z.ZodType<T>,
  bytes: Uint8Array,
): Read<T> => {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return {
      findings: [{ plugin, path: file, expected: 'JSON in UTF-8', received: (error as Error).message }],
    };
  }
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data };
  return {
    findings: result.error.issues.flatMap((issue): Finding[] => {
      if (issue.code === 'invalid_key') return [wrongKey(plugin, file, issue)];
      if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => strangeKey(plugin, file, key));
      return faultsOf(new z.ZodError([issue]), value).map(({ path, message, expected, received }) => ({
        plugin,
        path: path === '' ? file : `${file}: ${path}`,
        expected: expected === undefined || expected === 'regex' ? message : expected,
        received: received ?? 'another value',
      }));
    }),
  };
};

const strangeKey = (plugin: string, file: string, key: string): Finding => ({
  plugin,
  path: file,
  expected: 'no key that its format does not have',
  received: JSON.stringify(key),
});

/** A key of a record that cannot be one: what was expected of it stands inside. */
const wrongKey = (plugin: string, file: string, issue: z.core.$ZodIssueInvalidKey): Finding => ({
  plugin,
  path: `${file}: ${issue.path.slice(0, -1).join('.')}`,
  expected: issue.issues[0]?.message ?? issue.message,
  received: `the key ${JSON.stringify(issue.path.at(-1))}`,
});

/** @param source of the bytes, blamed until the id is known: the name of an archive or folder */
export const readPackageManifest = (source: string, bytes: Uint8Array): Read<PackageManifest> => {
  const read = readJsonFile(source, MANIFEST_FILE, PackageManifest, bytes);
  if ('findings' in read) return read;
  const findings = listedFiles(read.value);
  return findings.length > 0 ? { findings } : read;
};

/** `food@1.4.0`: one version of one plugin. */
export const nameOf = ({ id: plugin, version }: Pick<PackageManifest, 'id' | 'version'>): string =>
  `${plugin}@${version}`;

/** The files that the manifest itself speaks of have to be among those it gives a hash for. */
const listedFiles = (manifest: PackageManifest): Finding[] => {
  const { files, server, ui, uiApi, breaking } = manifest;
  const missing = (path: string, file: string): Finding[] =>
    Object.hasOwn(files, file)
      ? []
      : [
          {
            plugin: nameOf(manifest),
            path: `${MANIFEST_FILE}: ${path}`,
            expected: `"${file}" among its files`,
            received: 'none',
          },
        ];
  return [
    ...missing('server', server),
    ...(ui === undefined ? [] : missing('ui', ui)),
    ...breaking.flatMap((name, index) => missing(`breaking.${index}`, `${MIGRATIONS_FOLDER}${name}.js`)),
    ...((ui === undefined) === (uiApi === undefined)
      ? []
      : [
          {
            plugin: nameOf(manifest),
            path: `${MANIFEST_FILE}: uiApi`,
            expected: 'ui and uiApi together or neither',
            received: ui === undefined ? 'uiApi alone' : 'ui alone',
          },
        ]),
    ...[MANIFEST_FILE, SIGNATURE_FILE].flatMap((file) =>
      Object.hasOwn(files, file)
        ? [
            {
              plugin: nameOf(manifest),
              path: `${MANIFEST_FILE}: files.${file}`,
              expected: 'no hash of a file that cannot have one here',
              received: file,
            },
          ]
        : [],
    ),
  ];
};
