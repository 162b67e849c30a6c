import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface ReceivedMail {
  readonly from: string;
  readonly to: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface TestSmtp {
  readonly url: string;
  /** everything that was said in full, accepted or not */
  readonly received: ReceivedMail[];
  /** What it says to the next command of a kind instead of yes; `drop` hangs up without a word. */
  next: { RCPT?: string; DATA?: string };
  close(): Promise<void>;
}

const END = '\r\n.\r\n';

/** Speaks as much of SMTP (RFC 5321) as a sender needs, on a free port of the loopback. */
export const startSmtp = async (): Promise<TestSmtp> => {
  const smtp: Omit<TestSmtp, 'url' | 'close'> = { received: [], next: {} };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => {}));
    converse(socket, smtp);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(smtp, {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  });
};

const converse = (socket: Socket, smtp: Omit<TestSmtp, 'url' | 'close'>): void => {
  let envelope = { from: '', to: '' };
  let heard = '';
  let inData = false;
  const say = (line: string): void => {
    if (line === 'drop') socket.destroy();
    else socket.write(`${line}\r\n`);
  };
  const instead = (kind: 'RCPT' | 'DATA'): string => {
    const answer = smtp.next[kind] ?? '250 yes';
    delete smtp.next[kind];
    return answer;
  };
  const command = (line: string): void => {
    const [, verb = '', rest = ''] = /^(\w+)(.*)$/.exec(line) ?? [];
    const address = /<(.*?)>/.exec(rest)?.[1] ?? '';
    if (verb === 'MAIL') envelope = { from: address, to: '' };
    if (verb === 'RCPT') {
      envelope.to = address;
      return say(instead('RCPT'));
    }
    if (verb === 'DATA') {
      inData = true;
      return say('354 go on');
    }
    if (verb === 'QUIT') return void socket.end('221 bye\r\n');
    return say('250 yes');
  };
  say('220 test');
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    heard += chunk;
    for (;;) {
      const mark = inData ? END : '\r\n';
      const at = heard.indexOf(mark);
      if (at < 0) return;
      const said = heard.slice(0, at);
      heard = heard.slice(at + mark.length);
      if (!inData) command(said);
      else {
        inData = false;
        smtp.received.push({ ...envelope, ...parsed(said) });
        say(instead('DATA'));
      }
    }
  });
};

const parsed = (said: string): Pick<ReceivedMail, 'headers' | 'text'> => {
  const [head = '', ...body] = said.split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const text = body.join('\r\n\r\n');
  return {
    headers,
    text:
      headers['content-transfer-encoding'] === 'quoted-printable'
        ? text
            .replaceAll('=\r\n', '')
            .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
        : text,
  };
};
