import { migration } from '../../../../src/index.ts';

export default migration(async () => {});
