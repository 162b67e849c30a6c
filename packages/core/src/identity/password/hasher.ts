import { hash, verify } from '@node-rs/argon2';
import { hostToken } from '../../container/token.ts';
import { Refusal } from '../../http/problem.ts';
import { normalisePassword } from './policy.ts';

/** OWASP's first choice for argon2id, the library's own algorithm: 19 MiB, two passes, one lane; 23 to 30 ms a hash. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface PasswordHasher {
  /** A PHC string. @throws Refusal `TOO_BUSY` */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is that of the hash. Without a hash it takes the same time and the answer is no, so that
   * nobody can tell whether an account exists.
   * @throws Refusal `TOO_BUSY`
   */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

export const passwordHasher = hostToken<PasswordHasher>('core.password-hasher');

/** Runs at most `parallel` works at once and keeps at most `waiting` more; beyond that it refuses at once. */
export class Gate {
  readonly #limits: { readonly parallel: number; readonly waiting: number };
  readonly #queue: (() => void)[] = [];
  #running = 0;

  constructor(limits: { readonly parallel: number; readonly waiting: number }) {
    this.#limits = limits;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#limits.parallel) await this.#wait();
    else this.#running++;
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      // The place goes straight to the one who waited longest: nobody can slip in between.
      if (next) next();
      else this.#running--;
    }
  }

  #wait(): Promise<void> {
    if (this.#queue.length >= this.#limits.waiting) {
      throw new Refusal(
        'TOO_BUSY',
        'Too many people are signing in at this moment. Please try again in a few seconds.',
      );
    }
    return new Promise((resolve) => this.#queue.push(resolve));
  }
}

/** argon2id behind a gate: each hash takes 19 MiB and a core, so a flood of sign-ins must not take the process. */
export class ArgonHasher implements PasswordHasher {
  readonly #gate = new Gate({ parallel: 2, waiting: 60 });
  #stranger: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.#gate.pass(() => hash(normalisePassword(password), PARAMETERS));
  }

  async verify(known: string | undefined, password: string): Promise<boolean> {
    this.#stranger ??= hash('nobody signs in with this', PARAMETERS);
    const stranger = await this.#stranger;
    return this.#gate.pass(async () => {
      const matches = await verify(known ?? stranger, normalisePassword(password));
      return matches && known !== undefined;
    });
  }
}

export default (): PasswordHasher => new ArgonHasher();
