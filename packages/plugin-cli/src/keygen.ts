import { writeFile } from 'node:fs/promises';
import { createKeyPair, keyId } from '@compliance-os/core/package';
import { BuildFailed } from './problem.ts';

/** Makes a key pair. A file that is there is never written over: what it signed could not be signed again. */
export const keygen = async (file: string | undefined): Promise<string> => {
  if (file === undefined) throw new BuildFailed('keygen: expected --key <file> for the private key');
  const { privateKey, publicKey } = createKeyPair();
  await writeFile(file, privateKey, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    throw new BuildFailed(`keygen: --key ${file}: ${faultOf((error as NodeJS.ErrnoException).code)}`);
  });
  return [
    `The private key is in ${file}: keep it, and give it to nobody.`,
    `Operators trust the public key ${keyId(publicKey)} with`,
    `  compliance-os plugin trust ${publicKey} --name "<your name>"`,
  ].join('\n');
};

const faultOf = (code: string | undefined): string =>
  code === 'EEXIST'
    ? 'expected a file that is not there, received one that is; a key is never written over'
    : `expected a file that can be written, received ${code}`;
