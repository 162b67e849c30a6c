import { escapeIdentifier } from 'pg';

/** Who a client is on the embedded database. */
export interface SessionOptions {
  /** schemas, in order: `bullmq` or `core, public`; the server's default if left out */
  readonly searchPath?: string;
  /** the role it signs in as; the owner of the database if left out */
  readonly role?: string;
}

/** Whom the embedded database belongs to. */
const OWNER = 'postgres';

const SET =
  /^\s*set\s+(?:session\s+)?(?!local\b|transaction\b|session\b|constraints\b|characteristics\b)([a-z_][\w.]*)/i;
const RESET = /^\s*reset\s+([a-z_][\w.]*)/i;
const LISTEN = /\b(un)?listen\s+("(?:[^"]|"")+"|\*|[a-z_][\w$]*)/gi;

const unquote = (name: string): string =>
  name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();

/**
 * What a client believes to be its own session, kept here because all clients share one: role, search path,
 * settings made by a plain `SET`, and the channels it listens on.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #settings = new Map<string, string>();
  readonly #channels = new Set<string>();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** The channels this client listens on. */
  get channels(): ReadonlySet<string> {
    return this.#channels;
  }

  /**
   * The statements that turn the shared session into this client's, whoever had it before: nothing set by
   * another client is left. About 20 µs.
   */
  enterSql(): string {
    const { role = OWNER, searchPath } = this.#options;
    // The owner first: RESET ALL needs its rights where the last client set what only the owner may. By name,
    // because this session was opened without a sign-in and DEFAULT changes nothing.
    const statements = ['SET ROLE NONE', `SET SESSION AUTHORIZATION ${OWNER}`, 'RESET ALL'];
    if (searchPath !== undefined) {
      const schemas = searchPath.split(',').map((schema) => escapeIdentifier(schema.trim()));
      statements.push(`SET search_path TO ${schemas.join(', ')}`);
    }
    // Session authorization rather than SET ROLE: a later SET ROLE then needs membership, as on a server.
    if (role !== OWNER) statements.push(`SET SESSION AUTHORIZATION ${escapeIdentifier(role)}`);
    return [...statements, ...this.#settings.values()].join('; ');
  }

  /** Reads which channels a statement subscribes to or leaves. Reading too much into it does no harm. */
  noteListen(sql: string): 'unlisten' | undefined {
    let left = false;
    for (const [, un, name = ''] of sql.matchAll(LISTEN)) {
      if (un === undefined) this.#channels.add(unquote(name));
      else {
        left = true;
        if (name === '*') this.#channels.clear();
        else this.#channels.delete(unquote(name));
      }
    }
    return left ? 'unlisten' : undefined;
  }

  /** Remembers a `SET` or `RESET` that took effect outside a transaction, for the next time this client runs. */
  noteSettings(sql: string): void {
    const statement = sql.trim().replace(/;$/, '');
    if (statement.includes(';')) return;
    const reset = RESET.exec(statement)?.[1]?.toLowerCase();
    if (reset === 'all') this.#settings.clear();
    else if (reset !== undefined) this.#settings.delete(reset);
    const name = SET.exec(statement)?.[1]?.toLowerCase();
    if (name === undefined) return;
    this.#settings.delete(name); // keeps the order of the last settings
    this.#settings.set(name, statement);
  }
}
