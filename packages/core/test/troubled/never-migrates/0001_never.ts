import { migration } from '../../../src/index.ts';

export default migration(() => new Promise(() => {}));
