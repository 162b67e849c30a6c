import { setTimeout } from 'node:timers/promises';

export default async (): Promise<undefined> => {
  await setTimeout(400);
  return undefined;
};
