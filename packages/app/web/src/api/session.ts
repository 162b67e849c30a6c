/** What every sign-in, refresh and change of tenant answers. */
export interface SessionReply {
  readonly accessToken: string;
  /** ISO moment. */
  readonly expiresAt: string;
}

export interface Session<Reply extends SessionReply> {
  /** The last reply, while signed in. */
  current(): Reply | null;
  /** A token that is good for the next call; refreshed when it is about to end. Fails when there is no session. */
  token(): Promise<string>;
  refresh(): Promise<Reply>;
  accept(reply: Reply): Reply;
  forget(): void;
  /** True if a refresh cookie may exist: saves a pointless refusal at the first visit. */
  mayExist(): boolean;
}

/** Refresh this long before the end, in milliseconds: a call that starts now must not arrive too late. */
const MARGIN = 20_000;

/**
 * A session whose access token lives in memory only. The refresh token is an HttpOnly cookie that no script reads.
 * Refresh tokens rotate and a reused one revokes the family, so a refresh is single flight: one per tab by the
 * promise kept here, one across tabs by a Web Lock.
 */
export function createSession<Reply extends SessionReply>(name: string, refreshPath: string): Session<Reply> {
  const hint = `compliance-os.${name}`;
  let reply: Reply | null = null;
  let inFlight: Promise<Reply> | null = null;

  const accept = (next: Reply): Reply => {
    reply = next;
    localStorage.setItem(hint, '1');
    return next;
  };
  const forget = (): void => {
    reply = null;
    localStorage.removeItem(hint);
  };
  const callRefresh = async (): Promise<Reply> => {
    const response = await fetch(refreshPath, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'x-requested-with': 'compliance-os' },
    });
    if (response.ok) return accept((await response.json()) as Reply);
    if (response.status === 401 || response.status === 403) forget();
    throw new Error('The session has ended');
  };
  const refresh = (): Promise<Reply> => {
    // Web Locks are absent on plain http hosts other than localhost.
    const locks = navigator.locks as LockManager | undefined;
    inFlight ??= (locks ? locks.request(hint, callRefresh) : callRefresh()).finally(() => {
      inFlight = null;
    });
    return inFlight;
  };
  const mayExist = (): boolean => reply !== null || localStorage.getItem(hint) === '1';
  const isFresh = (it: Reply): boolean => Date.parse(it.expiresAt) - Date.now() > MARGIN;

  return {
    current: () => reply,
    token: async () => {
      if (reply && isFresh(reply)) return reply.accessToken;
      // After signing out there is nothing to ask the server for.
      if (!mayExist()) throw new Error('Not signed in');
      return (await refresh()).accessToken;
    },
    refresh,
    accept,
    forget,
    mayExist,
  };
}
