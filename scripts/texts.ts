// English and Hindi of the back office and of every plugin: says which text one of them lacks. Part of `npm run lint`.
import path from 'node:path';
import { missingTexts } from './texts/check.ts';

const missing = await missingTexts(path.resolve(import.meta.dirname, '..'));
for (const line of missing) console.error(line);
process.exitCode = missing.length > 0 ? 1 : 0;
