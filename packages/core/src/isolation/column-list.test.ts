import { describe, expect, it } from 'vitest';
import { checkColumns } from './column-list.ts';

describe('columns of an isolated plugin', () => {
  it.each([
    'name text not null',
    `name text not null check (length(name) between 1 and 200), paise bigint not null default 0,`,
    `status text not null default 'open' check (status in ('open', 'closed')), at timestamptz not null default clock_timestamp()`,
    `licence text check (licence ~ '^[0-9]{14}$'), due date, tags text[], amount numeric(14, 2) default -1, check (due is null or amount >= 0)`,
    `kind text default 'it''s; drop table x --', meta jsonb not null default '{}'`,
    `on_day date default current_date, off boolean not null default false`,
  ])('are taken: %s', (columns) => {
    expect(() => checkColumns(columns)).not.toThrow();
  });

  it.each([
    ['a second statement', `name text); drop table core.person; --`],
    ['a semicolon', `name text; select 1`],
    ['a comment', `name text -- , more`],
    ['a comment in between', `name text /* x */ not null`],
    ['a quoted name', `"name" text`],
    ['a dollar quote', `name text default $$x$$`],
    ['an escape string', `name text default E'\\'' , x text`],
    ['a backslash', `name text default '\\'`],
    ['a foreign key of its own', `person uuid references core.person (id)`],
    ['a type of another schema', `row core.person`],
    ['a qualified call', `name text default pg_catalog.set_config('a', 'b', false)`],
    ['a call in a default', `name text default set_config('app.tenant', 'x', false)`],
    ['a call in a check', `name text check (pg_sleep(10) is null)`],
    ['a sub-select', `name text check ((select true))`],
    ['a generated column', `name text generated always as (x) stored`],
    ['a table constraint', `name text, constraint a unique (name)`],
    ['a bracket too many', `name text check (true)) , (x text`],
    ['a bracket too few', `name text check (true`],
    ['nothing', ``],
    ['a cast to what is no plain type', `name text check (name::regclass is null)`],
    ['who asks', `name text default current_user`],
  ])('are refused: %s', (_what, columns) => {
    expect(() => checkColumns(columns)).toThrow(/^m\.tenantTable: columns: expected /);
  });
});
