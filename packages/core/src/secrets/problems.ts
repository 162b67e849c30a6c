import type { ProblemCode } from '../http/problem.ts';
import { Refusal } from '../http/problem.ts';
import { nearest } from '../plugin/nearest.ts';

export const SECRET_PROBLEMS: readonly ProblemCode[] = [
  { code: 'SECRET_NOT_DECLARED', status: 422, title: 'The plugin declares no such secret' },
  { code: 'SECRETS_WITHOUT_KEY', status: 409, title: 'The portal has no key to seal secrets with' },
];

export const notDeclared = (plugin: string, name: string, declared: readonly string[]): Refusal => {
  const meant = nearest(name, declared);
  return new Refusal(
    'SECRET_NOT_DECLARED',
    `plugin "${plugin}": capabilities.secrets: expected ${declared.length > 0 ? `one of ${declared.join(', ')}` : 'a declared secret'}, received "${name}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
  );
};

export const withoutKey = (): Refusal =>
  new Refusal('SECRETS_WITHOUT_KEY', 'Secrets are sealed at rest: the operator has to set MASTER_KEY first.');
