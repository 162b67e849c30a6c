import type { Actor } from '../context/context.ts';
import type { Queries } from '../db/db.ts';

/** Two kinds of people sign in, each with their own table, address, cookie and tokens. */
export type AccountKind = 'person' | 'operator';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly status: 'active' | 'disabled';
}

/** The one who acts, in the words of the log. */
export const accountActor = (
  kind: AccountKind,
  { id, name }: Pick<Account, 'id' | 'name'>,
): Pick<Actor, 'kind' | 'id' | 'name'> => ({ kind: kind === 'person' ? 'user' : 'operator', id, name });

/** An account with what is needed to verify its password. */
export interface AccountToVerify extends Account {
  readonly passwordHash: string | null;
}

/** @param email in its one spelling */
export const findAccount = (
  queries: Queries,
  kind: AccountKind,
  email: string,
): Promise<AccountToVerify | undefined> =>
  queries.first<AccountToVerify>(
    `select a.id, a.email, a.name, a.status, c.password_hash as "passwordHash"
     from core.${kind} a left join core.${kind}_credential c on c.account_id = a.id where a.email = $1`,
    [email],
  );

export interface NewAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

/** @returns false where the e-mail is taken; then nothing was written */
export const insertAccount = async (
  tx: Queries,
  kind: AccountKind,
  account: NewAccount,
  now: Date,
): Promise<boolean> => {
  const added = await tx.run(
    `insert into core.${kind} (id, email, name, created_at) values ($1, $2, $3, $4) on conflict (email) do nothing`,
    [account.id, account.email, account.name, now],
  );
  if (added === 0) return false;
  await setPassword(tx, kind, account.id, account.passwordHash, now);
  return true;
};

export const setPassword = async (
  tx: Queries,
  kind: AccountKind,
  id: string,
  passwordHash: string,
  now: Date,
): Promise<void> => {
  await tx.run(
    `insert into core.${kind}_credential (account_id, password_hash, changed_at) values ($1, $2, $3)
     on conflict (account_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at`,
    [id, passwordHash, now],
  );
};
