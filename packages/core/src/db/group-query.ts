import pg from 'pg';

/** A statement sent ahead of the real one, whose result nobody reads. */
export type Prelude =
  { readonly name: string; readonly values: readonly string[] } | { readonly text: string };

export interface GroupedStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** prepared under this name on the connection */
  readonly name?: string;
}

/** The few messages of pg's connection that are used here; its types leave them out. */
interface Wire {
  parse(message: { text: string; name: string; types: never[] }): void;
  bind(message: { portal: string; statement: string; values: readonly string[] }): void;
  execute(message: { portal: string }): void;
  /** texts by name, as far as the server has confirmed them */
  readonly parsedStatements: Record<string, string>;
}

interface QueryInternals {
  prepare(wire: Wire): void;
  hasBeenParsed(wire: Wire): boolean | '' | undefined;
  handleError(error: Error, wire: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
}

type Callback = (error: Error | null, result?: pg.QueryResult) => void;

const Query = (pg as unknown as { Query: new (config: object, callback: Callback) => QueryInternals }).Query;

/**
 * Preludes and statement in one extended-protocol group under one Sync: one round trip, and outside a
 * transaction block one implicit transaction, so that what a prelude sets locally ends with the statement,
 * also when it fails.
 */
class GroupQuery extends Query {
  readonly #preludes: readonly Prelude[];
  readonly #statement: string | undefined;
  #pending: number;
  #prepared = false;

  constructor(preludes: readonly Prelude[], statement: GroupedStatement, callback: Callback) {
    super({ ...statement, values: [...statement.values], queryMode: 'extended' }, callback);
    this.#preludes = preludes;
    this.#statement = statement.name;
    this.#pending = preludes.length;
  }

  override prepare(wire: Wire): void {
    this.#prepared = Boolean(this.hasBeenParsed(wire));
    for (const prelude of this.#preludes) {
      if ('text' in prelude) wire.parse({ text: prelude.text, name: '', types: [] });
      wire.bind({
        portal: '',
        statement: 'name' in prelude ? prelude.name : '',
        values: 'values' in prelude ? prelude.values : [],
      });
      wire.execute({ portal: '' });
    }
    super.prepare(wire);
  }

  override handleDataRow(message: unknown): void {
    if (this.#pending === 0) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#pending === 0) super.handleCommandComplete(message, wire);
    else if (--this.#pending === 0) this.#forget(wire);
  }

  override handleError(error: Error, wire: Wire): void {
    if (this.#pending > 0) this.#forget(wire);
    super.handleError(error, wire);
  }

  /**
   * pg takes the ParseComplete of a prelude for the statement's own. When the statement then fails to parse, it would
   * be bound by a name that the server never heard of, on this connection for good.
   */
  #forget(wire: Wire): void {
    if (this.#statement && !this.#prepared) delete wire.parsedStatements[this.#statement];
  }
}

export const queryGroup = <R extends pg.QueryResultRow>(
  client: pg.ClientBase,
  preludes: readonly Prelude[],
  statement: GroupedStatement,
): Promise<pg.QueryResult<R>> =>
  new Promise((resolve, reject) => {
    const query = new GroupQuery(preludes, statement, (error, result) =>
      error ? reject(error) : resolve(result as pg.QueryResult<R>),
    );
    client.query(query as unknown as pg.Submittable);
  });
