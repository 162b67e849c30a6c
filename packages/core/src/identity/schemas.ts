import { z } from 'zod';
import { Email } from './email.ts';

/** Shapes of identity's routes. */

export const TenantChoice = z.object({ id: z.uuid(), name: z.string(), slug: z.string() });
export type TenantChoice = z.infer<typeof TenantChoice>;

const PersonSummary = z.object({ id: z.uuid(), name: z.string(), email: z.string() });

/** A password that is shown, whatever its form: the limit only keeps the work of hashing bounded. */
const ShownPassword = z.string().min(1).max(1024);
/** A password that is chosen; the rules are checked by the handler, which knows the e-mail. */
const NewPassword = z.string().max(1024);
/** The secret of a link in a mail. */
const LinkToken = z.string().min(1).max(200);

export const SignInBody = z.object({ email: Email, password: ShownPassword, tenantId: z.uuid().optional() });
export const RefreshBody = z.object({ tenantId: z.uuid().optional() });
export const SwitchTenantBody = z.object({ tenantId: z.uuid() });

export const SignedIn = z
  .object({
    accessToken: z.string(),
    expiresAt: z.iso.datetime(),
    person: PersonSummary,
    tenant: TenantChoice.nullable(),
    tenants: z.array(TenantChoice),
  })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof SignedIn>;

export const OperatorSignInBody = z.object({ email: Email, password: ShownPassword });
export const OperatorSignedIn = z
  .object({ accessToken: z.string(), expiresAt: z.iso.datetime(), operator: PersonSummary })
  .meta({ id: 'OperatorSignedIn' });

export const PasswordResetRequestBody = z.object({ email: Email });
export const PasswordResetBody = z.object({ token: LinkToken, password: NewPassword });
export const AcceptInvitationBody = z.object({
  token: LinkToken,
  /** of a person who is new here */
  name: z.string().trim().min(1).max(200).optional(),
  /** a new one, or for a person who has an account already, theirs */
  password: NewPassword.min(1),
});

export const KeySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), use: z.string(), alg: z.string() })),
});

export const SignInInfo = z.object({
  mode: z.string(),
  demo: z.array(z.object({ email: z.string(), password: z.string(), label: z.string() })),
});

export const Me = z
  .object({
    person: PersonSummary,
    tenant: TenantChoice.nullable(),
    roles: z.array(z.object({ id: z.string(), name: z.string() })),
    permissions: z.array(z.string()),
    /** entities that any permission reaches */
    entities: z.union([z.literal('all'), z.array(z.uuid())]),
  })
  .meta({ id: 'Me' });
