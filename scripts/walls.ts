// The walls between packages and between the rooms of a plugin: says which imports break one. Part of `npm run lint`.
import path from 'node:path';
import { brokenWalls } from './walls/check.ts';

const broken = await brokenWalls(path.resolve(import.meta.dirname, '..'));
for (const line of broken) console.error(line);
process.exitCode = broken.length > 0 ? 1 : 0;
