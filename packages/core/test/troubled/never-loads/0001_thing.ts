import { migration } from '../../../src/index.ts';

throw new Error('the migration cannot be imported');

// oxlint-disable-next-line no-unreachable -- what the host would find if the import came to an end
export default migration(async () => {});
