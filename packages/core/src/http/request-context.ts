import type { Request } from 'express';
import { z } from 'zod';
import { Access } from '../access/access.ts';
import { dateInIndia, type Clock } from '../context/clock.ts';
import type { Act, Actor, Context } from '../context/context.ts';
import { tenantless } from '../context/tenantless.ts';
import { newId } from '../db/id.ts';
import type { Authenticator, Principal } from '../identity/principal.ts';
import { childWhenUsed, type Logger } from '../observability/logger.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import { OWN_PROFILE } from '../plugin/permission.ts';
import type { RouteDefinition } from '../plugin/route.ts';
import type { Enablement } from '../tenancy/enablement.ts';
import { notFound, Refusal } from './problem.ts';
import type { RateLimits } from './rate-limit.ts';

export interface RequestWithId extends Request {
  id: string;
}

export interface WhoAsks {
  readonly enablement: Enablement;
  readonly authenticator: Authenticator;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits: RateLimits;
  /** told of attempts that access control refused, with the tenant they were made in */
  readonly onRefused: (ctx: Context, code: string) => void;
}

/** The route that is asked, and the name that it has in logs and the audit. */
export interface Asked {
  readonly manifest: PluginManifest;
  readonly route: RouteDefinition;
  readonly name: string;
}

const ANONYMOUS: Actor = { kind: 'system', id: 'anonymous', name: 'Anonymous' };

/**
 * Who asks, where, and whether they may: in this order, so that what is off or foreign answers 404.
 * @throws Refusal
 */
export const requestContext = async (
  parts: WhoAsks,
  asked: Asked,
  request: RequestWithId,
): Promise<Context> => {
  const { manifest, route, name } = asked;
  const { clock, log, authenticator, enablement, limits } = parts;
  const now = clock.now();
  const address = request.ip ?? '';
  const common = {
    requestId: request.id,
    now,
    today: dateInIndia(now),
    log: childWhenUsed(log, { requestId: request.id }),
  };
  const act: Act | undefined = route.safe
    ? undefined
    : {
        id: newId(now.getTime()),
        name: route.act ?? route.permission ?? name,
        plugin: `${manifest.id}@${manifest.version}`,
        via: name,
        address,
      };

  await limits.address(address);
  if (route.public !== undefined) {
    // not towards the tenant: strangers would use up what its people need
    await limits.guest(address);
    if (manifest.id === 'core') return tenantless({ ...common, actor: ANONYMOUS, act });
    const tenant = z.uuid().safeParse(request.params['tenant']).data;
    if (tenant === undefined || !(await enablement.isOn(manifest.id, tenant))) throw notFound('address');
    return { ...common, actor: ANONYMOUS, act, tenant, access: Access.nothing };
  }
  const principal = await authenticator.authenticate(bearerOf(request)).catch(async (error: unknown) => {
    await limits.guest(address); // guesses are counted like what is open to everybody
    throw error;
  });
  if (principal.kind === 'operator') {
    if (!route.permission?.startsWith('operator.') || !principal.permissions.has(route.permission)) {
      throw new Refusal('FORBIDDEN', 'This is not for operators: sign in as a member of the tenant.');
    }
    await limits.account(principal.actor.id);
    return tenantless({ ...common, actor: principal.actor, act });
  }
  return personContext(parts, asked, principal, { ...common, actor: principal.actor, act });
};

const personContext = async (
  parts: WhoAsks,
  { manifest, route }: Asked,
  principal: Extract<Principal, { kind: 'person' }>,
  rest: Omit<Context, 'tenant' | 'access'>,
): Promise<Context> => {
  const { enablement, limits } = parts;
  const { tenant, access } = principal;
  if (tenant === undefined) {
    if (route.permission !== OWN_PROFILE) throw new Refusal('FORBIDDEN', 'Choose a tenant first.');
    await limits.account(rest.actor.id);
    return tenantless(rest);
  }
  if (!(await enablement.isOn(manifest.id, tenant))) throw notFound('address');
  await limits.account(tenant);
  const ctx: Context = { ...rest, tenant, access };
  const { permission } = route;
  if (permission === OWN_PROFILE) return ctx;
  const held = permission !== undefined && access.allows(permission);
  if (held && (route.about === 'entities' || access.isUnlimited(permission))) return ctx;
  parts.onRefused(ctx, 'FORBIDDEN');
  throw new Refusal(
    'FORBIDDEN',
    held
      ? `This concerns the whole tenant: it needs the permission "${permission}" without limits, and yours has some.`
      : `This needs the permission "${permission}", which your roles do not give.`,
  );
};

const bearerOf = (request: Request): string => {
  const match = /^Bearer ([\w.~+/=-]+)$/.exec(request.get('authorization') ?? '');
  if (!match?.[1])
    throw new Refusal('UNAUTHENTICATED', 'Send an access token: Authorization: Bearer <token>.');
  return match[1];
};
