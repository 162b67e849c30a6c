import { z } from 'zod';
import { keyId, readPublicKey } from './keys.ts';

/** The operator's list: whose packages are installed, and which are not any more. Kept in `trust.json`. */
export const Trust = z.strictObject({
  format: z.literal(1),
  keys: z.array(
    z
      .strictObject({
        id: z.string().regex(/^[0-9a-f]{16}$/),
        /** raw 32 bytes in base64 */
        publicKey: z.string().refine((value) => readPublicKey(value) === value, {
          error: 'an Ed25519 public key, 32 bytes in base64',
        }),
        name: z.string(),
        addedAt: z.iso.datetime(),
      })
      .refine(({ id, publicKey }) => keyId(publicKey) === id, {
        error: 'the id of its public key',
        path: ['id'],
      }),
  ),
  revokedKeys: z.array(
    z.strictObject({ id: z.string().regex(/^[0-9a-f]{16}$/), revokedAt: z.iso.datetime() }),
  ),
  revokedVersions: z.array(
    z.strictObject({ plugin: z.string(), version: z.string(), revokedAt: z.iso.datetime() }),
  ),
});
export type Trust = z.infer<typeof Trust>;

export const NO_TRUST: Trust = { format: 1, keys: [], revokedKeys: [], revokedVersions: [] };

export const isRevokedKey = ({ revokedKeys }: Trust, key: string): boolean =>
  revokedKeys.some(({ id }) => id === key);

export const isRevokedVersion = (
  { revokedVersions }: Trust,
  { id, version }: { readonly id: string; readonly version: string },
): boolean => revokedVersions.some((revoked) => revoked.plugin === id && revoked.version === version);

/**
 * With one more key. A key that is there already keeps its first day and takes the new name.
 * @param publicKey raw bytes in base64
 */
export const withKey = (trust: Trust, publicKey: string, name: string, at: Date): Trust => {
  const id = keyId(publicKey);
  const before = trust.keys.find((key) => key.id === id);
  const key = { id, publicKey, name, addedAt: before?.addedAt ?? at.toISOString() };
  return { ...trust, keys: [...trust.keys.filter((other) => other.id !== id), key] };
};

/** Nothing that the key signed is installed or run any more, whenever it was signed. It need not be a trusted one. */
export const withoutKey = (trust: Trust, id: string, at: Date): Trust =>
  isRevokedKey(trust, id)
    ? trust
    : { ...trust, revokedKeys: [...trust.revokedKeys, { id, revokedAt: at.toISOString() }] };

export const withoutVersion = (trust: Trust, plugin: string, version: string, at: Date): Trust =>
  isRevokedVersion(trust, { id: plugin, version })
    ? trust
    : {
        ...trust,
        revokedVersions: [...trust.revokedVersions, { plugin, version, revokedAt: at.toISOString() }],
      };
