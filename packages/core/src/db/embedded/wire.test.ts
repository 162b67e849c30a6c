import { describe, expect, it } from 'vitest';
import { readAnswer } from './answer.ts';
import { MessageReader } from './message-reader.ts';
import { Session } from './session.ts';
import { StatementNames } from './statement-names.ts';
import { refusalOf } from './unsupported.ts';
import { cString, frame, greeting, messages, READY_IDLE, simpleQuery, SSL_REQUEST, SYNC } from './wire.ts';

const startup = (code: number): Buffer => {
  const packet = Buffer.alloc(8);
  packet.writeInt32BE(8, 0);
  packet.writeInt32BE(code, 4);
  return packet;
};

describe('MessageReader', () => {
  it('cuts the same messages however the bytes are chunked', () => {
    const sent = [simpleQuery('select 1'), SYNC, simpleQuery('select 2')];
    const bytes = Buffer.concat([startup(196_608), ...sent]);
    for (const size of [1, 2, 3, 7, bytes.length]) {
      const reader = new MessageReader();
      const read: Buffer[] = [];
      let started: string | undefined;
      for (let at = 0; at < bytes.length; at += size) {
        reader.add(bytes.subarray(at, at + size));
        started ??= reader.startup();
        if (started === undefined) continue;
        for (let next = reader.next(); next !== undefined; next = reader.next()) read.push(next);
      }
      expect(started).toBe('start');
      expect(read).toEqual(sent);
    }
  });

  it('tells a request for TLS from a start', () => {
    const reader = new MessageReader();
    reader.add(startup(SSL_REQUEST));
    expect(reader.startup()).toBe('ssl');
  });
});

describe('StatementNames', () => {
  const names = new StatementNames('c7_');
  const parse = frame('P', Buffer.from('find\0select 1\0\0\0'));

  it('moves the name of Parse, Bind, Describe and Close, and corrects the length', () => {
    const rewritten = names.rewrite(parse);
    expect(cString(rewritten, 5)).toBe('c7_find');
    expect(rewritten.readInt32BE(1)).toBe(rewritten.length - 1);
    expect(cString(names.rewrite(frame('B', Buffer.from('portal\0find\0\0\0'))), 12)).toBe('c7_find');
    expect(cString(names.rewrite(frame('D', Buffer.from('Sfind\0'))), 6)).toBe('c7_find');
  });

  it('leaves unnamed statements and portals as they are', () => {
    for (const message of [frame('P', Buffer.from('\0select 1\0\0\0')), frame('D', Buffer.from('Pfind\0'))]) {
      expect(names.rewrite(message)).toBe(message);
    }
  });

  it('knows what is still open', () => {
    names.rewrite(parse);
    names.rewrite(frame('P', Buffer.from('other\0select 1\0\0\0')));
    names.rewrite(frame('C', Buffer.from('Sfind\0')));
    expect(names.takeOpen()).toEqual(['c7_other']);
    expect(names.takeOpen()).toEqual([]);
  });
});

describe('readAnswer', () => {
  it('takes notifications out and reads the transaction state', () => {
    const notification = frame('A', Buffer.from('\0\0\0\x01news\0hello\0'));
    const answer = readAnswer(Buffer.concat([frame('C', Buffer.from('NOTIFY\0')), notification, READY_IDLE]));
    expect(answer.notifications).toEqual([{ channel: 'news', message: notification }]);
    expect(answer.transaction).toBe('idle');
    expect([...messages(answer.bytes)]).toHaveLength(2);
  });

  it('says that a flushed group is not over', () => {
    expect(readAnswer(frame('1', Buffer.alloc(0))).transaction).toBeUndefined();
  });
});

describe('Session', () => {
  it('quotes what it is given', () => {
    const sql = new Session({ searchPath: 'core, odd"name', role: 'app' }).enterSql();
    expect(sql).toContain('SET search_path TO "core", "odd""name"');
    expect(sql).toContain('SET SESSION AUTHORIZATION "app"');
  });

  it('replays the last SET of each name, and forgets after RESET', () => {
    const session = new Session({});
    session.noteSettings('SET ROLE a');
    session.noteSettings("set time zone 'UTC';");
    session.noteSettings('SET ROLE b');
    expect(session.enterSql()).toMatch(/set time zone 'UTC'; SET ROLE b$/);
    session.noteSettings('RESET ROLE');
    expect(session.enterSql()).not.toContain('SET ROLE b');
  });

  it.each([
    'SET LOCAL ROLE x',
    'SET TRANSACTION READ ONLY',
    'set role x; drop table y',
    'update t set a = 1',
  ])('does not remember %s', (sql) => {
    const session = new Session({});
    session.noteSettings(sql);
    expect(session.enterSql()).toBe(new Session({}).enterSql());
  });

  it('reads channels from LISTEN and UNLISTEN, also behind comments', () => {
    const session = new Session({});
    session.noteListen('-- a comment\nLISTEN Jobs; listen "Odd Name"');
    expect([...session.channels]).toEqual(['jobs', 'Odd Name']);
    expect(session.noteListen('UNLISTEN jobs')).toBe('unlisten');
    expect([...session.channels]).toEqual(['Odd Name']);
  });
});

it('refuses what one shared session cannot do, and nothing else', () => {
  expect(refusalOf('/* x */ COPY t (a) FROM STDIN')).toContain('COPY FROM STDIN');
  expect(refusalOf('DISCARD ALL')).toContain('0A000');
  expect(refusalOf("select 'copy x from stdin'")).toBeUndefined();
  expect(refusalOf('copy t to stdout')).toBeUndefined();
});

it('greets with the version of the server', () => {
  expect(greeting('18.6', 3).toString('latin1')).toContain('server_version\x0018.6');
});
