import { z } from 'zod';
import {
  contribute,
  createExtensionPoint,
  crud,
  db,
  definePlugin,
  del,
  get,
  idParams,
  newId,
  notFound,
  on,
  patch,
  post,
  scheduled,
  type Context,
  type Db,
  type PluginManifest,
} from '../../src/index.ts';
import { noteAdded } from '../notes/plugin.ts';

const Book = z.object({ id: z.uuid(), name: z.string() });
const Page = z.object({ id: z.uuid(), bookId: z.uuid(), text: z.string() });
const NewBook = z.object({ name: z.string().min(1).max(100) });
const NewPage = z.object({ bookId: z.uuid(), text: z.string().min(1) });
const Removed = z.object({ removed: z.int() });

export const rates = createExtensionPoint<{ readonly percent: number }>('ledger.rates');

type Input<P, B = undefined, Q = undefined> = {
  ctx: Context;
  params: P;
  body: B;
  query: Q;
  deps: { db: Db };
};
const lazily = <T>(handler: T) => ({ load: async () => ({ default: handler }) });

export interface LedgerOptions {
  /** `false` for a plugin whose every statement forgets the tenant */
  readonly namesTenant?: boolean;
}

/** Books and their pages: every verb, ids in path, query and body, a foreign key, a schedule, a subscription. */
export const ledgerPlugin = ({ namesTenant = true }: LedgerOptions = {}): PluginManifest => {
  const mine = (column: string): string => (namesTenant ? `${column} = $1` : '$1::uuid is not null');

  const list = async ({ ctx, deps }: Input<undefined>) =>
    deps.db
      .read(ctx)
      .rows<z.infer<typeof Book>>(`select id, name from ledger.book where ${mine('tenant_id')} order by id`, [
        ctx.tenant,
      ]);
  const show = async ({ ctx, params, deps }: Input<{ id: string }>) => {
    const book = await deps.db
      .read(ctx)
      .first<z.infer<typeof Book>>(
        `select id, name from ledger.book where ${mine('tenant_id')} and id = $2`,
        [ctx.tenant, params.id],
      );
    if (!book) throw notFound('book');
    return book;
  };
  const add = async ({ ctx, body, deps }: Input<undefined, { name: string }>) => {
    const id = newId();
    await deps.db.tenant(ctx, (tx) =>
      tx.run('insert into ledger.book (tenant_id, id, name) values ($1, $2, $3)', [
        ctx.tenant,
        id,
        body.name,
      ]),
    );
    return { id, name: body.name };
  };
  const rename = async ({ ctx, params, body, deps }: Input<{ id: string }, { name: string }>) => {
    const changed = await deps.db.tenant(ctx, (tx) =>
      tx.run(`update ledger.book set name = $3 where ${mine('tenant_id')} and id = $2`, [
        ctx.tenant,
        params.id,
        body.name,
      ]),
    );
    if (changed === 0) throw notFound('book');
    return { id: params.id, name: body.name };
  };
  const remove = async ({ ctx, params, deps }: Input<{ id: string }>) => {
    const removed = await deps.db.tenant(ctx, (tx) =>
      tx.run(`delete from ledger.book where ${mine('tenant_id')} and id = $2`, [ctx.tenant, params.id]),
    );
    if (removed === 0) throw notFound('book');
    return { removed };
  };
  const pages = async ({ ctx, query, deps }: Input<undefined, undefined, { book?: string | undefined }>) =>
    deps.db.read(ctx).rows<z.infer<typeof Page>>(
      `select p.id, p.book_id as "bookId", p.text from ledger.page p join ledger.book b on b.id = p.book_id
       where ${mine('p.tenant_id')} and ${mine('b.tenant_id')} and ($2::uuid is null or p.book_id = $2)`,
      [ctx.tenant, query.book ?? null],
    );
  /** The row comes from the book it names, so that a book nobody may see is a book that is not there. */
  const write = async ({ ctx, body, deps }: Input<undefined, { bookId: string; text: string }>) => {
    const id = newId();
    const written = await deps.db.tenant(ctx, (tx) =>
      tx.run(
        `insert into ledger.page (tenant_id, id, book_id, text)
         select tenant_id, $3, id, $4 from ledger.book where ${mine('tenant_id')} and id = $2`,
        [ctx.tenant, body.bookId, id, body.text],
      ),
    );
    if (written === 0) throw notFound('book');
    return { id, bookId: body.bookId, text: body.text };
  };

  return definePlugin({
    id: 'ledger',
    name: 'Ledger',
    version: '1.0.0',
    hostApi: '^1.0.0',
    requires: { notes: '^1.0.0' },
    permissions: crud('ledger.book', 'books'),
    data: { migrations: new URL('./migrations/', import.meta.url) },
    extensionPoints: [rates],
    contributes: [contribute(rates, async () => ({ default: { percent: 18 } }))],
    routes: [
      get('/books', {
        summary: 'All books',
        permission: 'ledger.book.read',
        about: 'entities',
        reply: z.array(Book),
        deps: { db },
        ...lazily(list),
      }),
      get('/books/:id', {
        summary: 'One book',
        permission: 'ledger.book.read',
        about: 'entities',
        params: idParams,
        reply: Book,
        deps: { db },
        ...lazily(show),
      }),
      post('/books', {
        summary: 'Adds a book',
        permission: 'ledger.book.create',
        about: 'entities',
        body: NewBook,
        reply: Book,
        status: 201,
        deps: { db },
        ...lazily(add),
      }),
      patch('/books/:id', {
        summary: 'Renames a book',
        permission: 'ledger.book.update',
        about: 'entities',
        params: idParams,
        body: NewBook,
        reply: Book,
        deps: { db },
        ...lazily(rename),
      }),
      del('/books/:id', {
        summary: 'Removes a book with its pages',
        permission: 'ledger.book.delete',
        about: 'entities',
        params: idParams,
        reply: Removed,
        deps: { db },
        ...lazily(remove),
      }),
      get('/pages', {
        summary: 'Pages, of one book or all',
        permission: 'ledger.book.read',
        about: 'entities',
        query: z.object({ book: z.uuid().optional() }),
        reply: z.array(Page),
        deps: { db },
        ...lazily(pages),
      }),
      post('/pages', {
        summary: 'Adds a page to a book',
        permission: 'ledger.book.update',
        about: 'entities',
        body: NewPage,
        reply: Page,
        status: 201,
        deps: { db },
        ...lazily(write),
      }),
    ],
    jobs: [
      scheduled('ledger.close-day', {
        cron: '0 6 * * *',
        missed: 'all',
        perTenant: true,
        ...lazily(async () => {}),
      }),
    ],
    events: {
      on: [
        on(
          noteAdded,
          lazily(async () => {}),
        ),
      ],
    },
    ui: { entry: './ui', slots: ['dashboard.widget', 'menu'] },
  });
};
