/**
 * What things of a plugin may be called. The host says the same when it reads the manifest; here it is said before there
 * is one. `test/names.test.ts` holds these rules to the host's.
 */
import { NotMade } from './problem.ts';

const ID = /^[a-z][a-z0-9-]{0,30}$/;
/** Also what a table, a file and a part of an address can be called. */
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_NAME = 40;

/** Roles, schemas and addresses that are the host's own, and ids of the plugins that come with it. */
const TAKEN: ReadonlySet<string> = new Set(
  (
    'plugins identity system sealer reporting backup owner login login-bypass public bullmq information-schema ' +
    'core compliance gst audit auth entities evidence evidence-files grant-dimensions invitations jobs mail me openapi ' +
    'operator people permissions plugin-bundles plugin-tombstones portal roles sign-in-info'
  ).split(' '),
);

/** What is wrong with an id, as `expected …, received …`; nothing where it is in order. */
export const idFault = (id: string): string | undefined => {
  if (!ID.test(id))
    return `expected lower-case letters, digits and hyphens, at most 31, received ${JSON.stringify(id)}`;
  if (TAKEN.has(id) || id.startsWith('pg-'))
    return `expected an id that is not reserved for the host, received ${JSON.stringify(id)}`;
  // The host takes them; a code of a master or a file could not be made of one.
  if (!NAME.test(id))
    return `expected single hyphens between letters or digits, received ${JSON.stringify(id)}`;
  return undefined;
};

/** @throws NotMade */
export const checkId = (id: string): void => {
  const fault = idFault(id);
  if (fault) throw new NotMade(`id: ${fault}`);
};

/** @throws NotMade */
export const checkName = (name: string): void => {
  if (!NAME.test(name) || name.length > LONGEST_NAME)
    throw new NotMade(
      `name: expected lower-case letters, digits and single hyphens, at most ${LONGEST_NAME}, received ${JSON.stringify(name)}`,
    );
};

/** `food-safety` → `foodSafety` */
export const camel = (name: string): string =>
  name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `food-safety` → `FoodSafety` */
export const pascal = (name: string): string => {
  const word = camel(name);
  return word.charAt(0).toUpperCase() + word.slice(1);
};

/** `food-safety` → `Food safety` */
export const sentence = (name: string): string => {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** `food-safety` → `food_safety` */
export const snake = (name: string): string => name.replaceAll('-', '_');
