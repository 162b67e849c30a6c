import { describe, expect, inject, it } from 'vitest';
import { runConformance } from '../src/testing/index.ts';
import { ledgerPlugin } from './ledger/plugin.ts';
import notes from './notes/plugin.ts';

const postgresUrl = inject('postgresUrl');

describe('a plugin that keeps its contract', { timeout: 120_000 }, () => {
  it('conforms: notes, which needs nothing else', async () => {
    await expect(runConformance(notes, { postgresUrl })).resolves.toBeUndefined();
  });

  it('conforms: ledger, beside the plugin that it requires', async () => {
    await expect(runConformance(ledgerPlugin(), { plugins: [notes], postgresUrl })).resolves.toBeUndefined();
  });
});
