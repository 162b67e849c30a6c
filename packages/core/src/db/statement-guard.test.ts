import { describe, expect, it } from 'vitest';
import { StatementRefused } from './errors.ts';
import { guardStatement } from './statement-guard.ts';

const guard = (text: string) => () => guardStatement('notes', text);

describe('guardStatement', () => {
  it.each([
    'select 1',
    '  SELECT 1',
    '(select 1) union (select 2)',
    '-- which returns\nselect 1',
    '/* a /* nested */ comment */ with x as (select 1) select * from x',
    'insert into notes.return values (1)',
    'values (1)',
    'merge into notes.return using x on true when matched then do nothing',
    `select * from notes.return where name = 'reset role'`,
    'select documents_status, receipts_state from notes.return',
    `select 1 where name = 'ts_stat, or U&''x'' as text' -- set_config`,
    `select 1 /* pg_settings /* nested */ ts_rewrite */ where name = $tag$ set_config('a') $tag$ and b = $1`,
    `select "it's" from notes.return where name = 'ts_stat'`,
  ])('lets through %s', (text) => {
    expect(guard(text)).not.toThrow();
  });

  it.each([
    ['set role none', 'set'],
    ['/* select */ reset role', 'reset'],
    ['-- select\nbegin', 'begin'],
    ['-- select\rcreate table notes.x as\nselect 1', 'create'],
    ['((do $$ $$))', 'do'],
    ['/* never closed select', ''],
    ['', ''],
    [';select 1', ''],
    ['"select" 1', ''],
  ])('refuses %s by its first word', (text, verb) => {
    expect(guard(text)).toThrow(StatementRefused);
    expect(guard(text)).toThrow(`received "${verb}`);
  });

  it.each([
    `select U&"a"`,
    `select u&'a'`,
    `select "SET_config"('a')`,
    `select pg_catalog.ts_stat('a')`,
    `select 'a'||set_config('x','y',false)||'b'`,
    `select 'it''s', ts_stat('a')`,
    `select E'a'\n'\\'' || ts_stat('x') --'`,
    `select e'\\', query_to_xml_and_xmlschema('x') --'`,
    `select a$x$, set_config('a') as b$x$`,
    `select $1$x$, $x$ || set_config('a') || '$x$'`,
    `select "a""'", set_config('a'), '"'`,
    `select 1 -- '\r, set_config('a')`,
    `select 1 /* ' */, set_config('a') --'`,
  ])('refuses %s by what it names', (text) => {
    expect(guard(text)).toThrow(/statement refused: it (hides|names)/);
  });
});
