import { describe, expect, it } from 'vitest';
import { describeFinding } from '../../plugin/validate.ts';
import { createKeyPair, keyId } from '../keys.ts';
import { packageFiles } from '../test/packages.ts';
import { NO_TRUST, withKey, withoutKey, withoutVersion } from '../trust.ts';
import { checkPackage } from './package.ts';

const AT = new Date('2026-11-26T10:00:00Z');
const acme = createKeyPair();
const stranger = createKeyPair();
const acmeId = keyId(acme.publicKey);
const trust = withKey(NO_TRUST, acme.publicKey, 'Acme', AT);

const check = (
  files: ReadonlyMap<string, Uint8Array>,
  policy: { trust?: typeof trust; allowUnsigned?: boolean } = {},
) => {
  const { signer, findings } = checkPackage('food.tgz', files, { trust, allowUnsigned: false, ...policy });
  return { signer, problems: findings.map(describeFinding) };
};

const changed = (
  files: ReadonlyMap<string, Uint8Array>,
  path: string,
  change: (text: string) => string | undefined,
): Map<string, Uint8Array> => {
  const text = change(new TextDecoder().decode(files.get(path)));
  const others = [...files].filter(([other]) => other !== path);
  return new Map(text === undefined ? others : [...others, [path, new TextEncoder().encode(text)]]);
};

const signed = packageFiles({}, { key: acme.privateKey });

describe('checkPackage', () => {
  it('lets a package pass that a trusted key signed and nobody changed', () => {
    expect(check(signed)).toEqual({ signer: { key: acmeId, name: 'Acme' }, problems: [] });
  });

  it.each([
    [
      'a file that was changed',
      changed(signed, 'server/plugin.js', (text) => `${text}//`),
      /^plugin "food@1.2.0": server\/plugin.js: expected SHA-256 [0-9a-f]{64}, received [0-9a-f]{64}; get the package again from its author$/,
    ],
    [
      'a file that is gone',
      changed(signed, 'server/plugin.js', () => undefined),
      /server\/plugin.js: expected SHA-256 [0-9a-f]{64}, received no file/,
    ],
    [
      'a file that was added',
      new Map([...signed, ['ui/evil.js', new Uint8Array()]]),
      /ui\/evil.js: expected a file that plugin.json lists, received one that it does not/,
    ],
    [
      'a manifest that was changed',
      changed(signed, 'plugin.json', (text) => text.replace('Food licences', 'Food licenses')),
      new RegExp(
        `plugin.sig: signature: expected the signature of "Acme" \\(${acmeId}\\) over plugin.json, received one that does not fit`,
      ),
    ],
    [
      'the key of somebody else',
      packageFiles({}, { key: stranger.privateKey }),
      /plugin.sig: key: expected a key that the operator trusts, received [0-9a-f]{16}; ask its author/,
    ],
    [
      "a stranger's signature under a trusted name",
      changed(packageFiles({}, { key: stranger.privateKey }), 'plugin.sig', (text) =>
        JSON.stringify({ ...JSON.parse(text), key: acmeId }),
      ),
      /plugin.sig: signature: expected the signature of "Acme"/,
    ],
    [
      'no signature',
      packageFiles(),
      /plugin.sig: expected a signature, received none; sign it with "compliance-os-plugin sign", or set PLUGINS_ALLOW_UNSIGNED=true/,
    ],
    [
      'a signature of another kind',
      changed(signed, 'plugin.sig', (text) => text.replace('ed25519', 'none')),
      /plugin.sig: algorithm: expected "ed25519", received "none"/,
    ],
    [
      'no manifest',
      new Map(),
      /^plugin "food.tgz": plugin.json: expected a built plugin, received no such file/,
    ],
  ])('refuses %s', (_what, files, problem) => {
    expect(check(files).problems).toEqual([expect.stringMatching(problem)]);
  });

  it('refuses a key and a version that are revoked, by name', () => {
    expect(check(signed, { trust: withoutKey(trust, acmeId, AT) }).problems).toEqual([
      `plugin "food@1.2.0": plugin.sig: key: expected a key that is not revoked, received ${acmeId}; get a version that its author signed with another key`,
    ]);
    expect(check(signed, { trust: withoutVersion(trust, 'food', '1.2.0', AT) }).problems).toEqual([
      'plugin "food@1.2.0": plugin.json: version: expected a version that is not revoked, received 1.2.0; install another version',
    ]);
    expect(check(signed, { trust: withoutVersion(trust, 'food', '1.1.0', AT) }).problems).toEqual([]);
  });

  it('lets an unsigned package pass where the operator says so, and no wrongly signed one', () => {
    expect(check(packageFiles(), { allowUnsigned: true })).toEqual({ signer: undefined, problems: [] });
    const foreign = packageFiles({}, { key: stranger.privateKey });
    expect(check(foreign, { allowUnsigned: true }).problems).toHaveLength(1);
  });
});
