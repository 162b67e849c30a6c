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
  ])('lets through %s', (text) => {
    expect(guard(text)).not.toThrow();
  });

  it.each([
    ['set role none', 'set'],
    ['/* select */ reset role', 'reset'],
    ['-- select\nbegin', 'begin'],
    ['((do $$ $$))', 'do'],
    ['/* never closed select', ''],
    ['', ''],
    [';select 1', ''],
    ['"select" 1', ''],
  ])('refuses %s by its first word', (text, verb) => {
    expect(guard(text)).toThrow(StatementRefused);
    expect(guard(text)).toThrow(`received "${verb}`);
  });

  it.each([`select U&"a"`, `select u&'a'`, `select "SET_config"('a')`, `select pg_catalog.ts_stat('a')`])(
    'refuses %s by what it names',
    (text) => {
      expect(guard(text)).toThrow(/statement refused: it (hides|names)/);
    },
  );
});
