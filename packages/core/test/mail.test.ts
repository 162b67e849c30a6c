import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { mailDelivery, type MailDelivery } from '../src/mail/delivery.ts';
import { smtpTransport } from '../src/mail/smtp.ts';
import type { MailTransport } from '../src/mail/transport.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { startSmtp, type TestSmtp } from './mail/smtp-server.ts';

interface Mail {
  recipient: string;
  body: string | null;
  state: string;
  attempts: number;
  lastError: string | null;
}
interface Page {
  items: Mail[];
}
const ROLE = { roleId: 'tenant-administrator', entities: 'all' };

describe('a portal with SMTP', () => {
  let smtp: TestSmtp;
  let transport: MailTransport;
  let t: TestHost<'a' | 'b'>;
  let delivery: MailDelivery;
  let serial = 0;

  beforeAll(async () => {
    smtp = await startSmtp();
    transport = smtpTransport({ url: smtp.url, from: 'Compliance OS <portal@example.in>' });
    t = await startTestHost({ plugins: [], postgresUrl: inject('postgresUrl'), mail: transport });
    ({ delivery } = await t.host.services.resolve('core', { delivery: mailDelivery }));
  });
  afterAll(async () => {
    await t?.stop();
    transport?.close();
    await smtp?.close();
  });
  beforeEach(() => {
    smtp.received.length = 0;
    smtp.next = {};
  });

  /** Invites somebody new. @returns their mailbox */
  const invite = async (): Promise<string> => {
    const email = `person-${++serial}@example.in`;
    const { status } = await t.as('a').post('/v1/invitations', { email, name: 'Zoë', grants: [ROLE] });
    expect(status).toBe(201);
    return email;
  };
  const mailTo = async (recipient: string): Promise<Mail | undefined> =>
    (await t.as('a').get<Page>('/v1/mail?limit=200')).body.items.find((mail) => mail.recipient === recipient);
  /** As if the pause were over. */
  const later = () => t.sql(`update core.mail_outbox set due_at = clock_timestamp() where state = 'waiting'`);

  it('hands a mail over, once, and keeps the link for its recipient alone', async () => {
    const email = await invite();
    expect(await mailTo(email)).toMatchObject({ state: 'waiting', body: null });
    expect(await delivery.run()).toBe(1);
    expect(smtp.received).toMatchObject([
      {
        from: 'portal@example.in',
        to: email,
        headers: { subject: 'Invitation to Tenant a', from: 'Compliance OS <portal@example.in>' },
      },
    ]);
    expect(smtp.received[0]!.text).toContain('http://localhost/accept-invitation?token=');
    expect(await mailTo(email)).toMatchObject({ state: 'sent', attempts: 1, lastError: null });
    expect(
      await t.sql('select 1 from core.mail_outbox where recipient = $1 and body <> $2', [email, '']),
    ).toEqual([]);
    expect(await delivery.run()).toBe(0);
  });

  it.each([
    ['says "later"', '451 not now'],
    ['hangs up before it answers', 'drop'],
  ])('tries again when the server %s, with the same Message-ID', async (_, answer) => {
    const email = await invite();
    smtp.next = { DATA: answer };
    await delivery.run();
    expect(await mailTo(email)).toMatchObject({
      state: 'waiting',
      attempts: 1,
      lastError: expect.any(String),
    });
    expect(await delivery.run()).toBe(0);
    await later();
    await delivery.run();
    expect(await mailTo(email)).toMatchObject({ state: 'sent', attempts: 2, lastError: null });
    const ids = smtp.received.map(({ headers }) => headers['message-id']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^<[\w-]+@example\.in>$/);
  });

  it('gives up at once on a mailbox that is refused for good, and shows it', async () => {
    const email = await invite();
    smtp.next = { RCPT: '550 no such mailbox' };
    await delivery.run();
    expect(await mailTo(email)).toMatchObject({
      state: 'failed',
      attempts: 1,
      lastError: expect.stringContaining('550'),
    });
    expect((await t.as('a').get<Page>('/v1/mail?state=failed')).body.items).toHaveLength(1);
  });

  it('gives up in the end on a server that never takes it', async () => {
    const email = await invite();
    for (let attempt = 1; attempt <= 11; attempt++) {
      smtp.next = { RCPT: '450 busy' };
      await delivery.run();
      await later();
    }
    expect(await mailTo(email)).toMatchObject({ state: 'failed', attempts: 11 });
  });

  it('is tried by one of two who look at once', async () => {
    const email = await invite();
    const other = (await import('../src/mail/delivery.ts')).default({
      ...(await t.host.services.resolve('core', {
        db: (await import('../src/db/role-db.ts')).systemDb,
        log: (await import('../src/mail/host-log.ts')).hostLog,
      })),
      settings: { transport },
    });
    await Promise.all([delivery.run(), other.run()]);
    expect(smtp.received.filter(({ to }) => to === email)).toHaveLength(1);
  });

  it("shows the operator no tenant's mails, and no secret", async () => {
    await invite();
    await t.as('a').get('/v1/mail');
    const seen = (await t.asOperator().get<Page>('/v1/operator/mail')).body.items;
    expect(seen.filter(({ body }) => body !== null)).toEqual([]);
  });
});

describe('a mail and what it tells of', () => {
  let t: TestHost<'a' | 'b'>;

  beforeAll(async () => {
    t = await startTestHost({ plugins: [], postgresUrl: inject('postgresUrl') });
    await t.sql(
      `create function core.fail() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$`,
    );
    await t.sql(
      'create trigger fail before insert on core.mail_outbox for each row execute function core.fail()',
    );
  });
  afterAll(() => t?.stop());

  it('are written together or not at all: an invitation', async () => {
    const { status } = await t
      .as('a')
      .post('/v1/invitations', { email: 'new@example.in', name: 'New', grants: [ROLE] });
    expect(status).toBe(500);
    expect(await t.sql('select 1 from core.invitation')).toEqual([]);
  });

  it('a tenant with its first administrator', async () => {
    const { status } = await t.asOperator().post('/v1/operator/tenants', {
      slug: 'third',
      name: 'Third',
      administrator: { email: 'first@example.in', name: 'First' },
    });
    expect(status).toBe(500);
    expect(await t.sql(`select 1 from core.tenant where slug = 'third'`)).toEqual([]);
  });
});
