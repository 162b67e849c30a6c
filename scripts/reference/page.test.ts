import { crud, definePlugin, get, scheduled } from '@compliance-os/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describedBy } from './described.ts';
import { pageOf } from './page.ts';

const nothing = async () => ({ default: async () => undefined });

describe('a page of reference', () => {
  it('has what the manifest has, and no section of what it has not', () => {
    const manifest = definePlugin({
      id: 'shop',
      name: 'Shop',
      version: '1.2.0',
      hostApi: '^1.0.0',
      capabilities: { http: ['https://api.example.in'], secrets: ['key'] },
      permissions: crud('shop.sale', 'sales'),
      config: { tenant: z.object({ hours: z.object({ from: z.int().min(0).max(23).default(9) }) }) },
      routes: [
        get('/sales', {
          summary: 'Sales | all',
          permission: 'shop.sale.read',
          about: 'tenant',
          load: nothing,
        }),
        get('/:tenant/open', {
          summary: 'Whether it is open',
          public: 'it hangs in the window',
          params: z.object({ tenant: z.string() }),
          load: nothing,
        }),
      ],
      jobs: [scheduled('shop.close', { cron: '0 18 * * *', missed: 'skip', perTenant: true, load: nothing })],
    });
    const page = pageOf({
      manifest,
      tables: [
        { name: 'sale', audit: { secret: ['pin'] } },
        { name: 'tally', audit: { exempt: 'it follows from sales' } },
      ],
      masters: [],
    });
    for (const line of [
      String.raw`| GET | ${'`/v1/shop/sales`'} | Sales \| all | ${'`shop.sale.read`'} | tenant |`,
      '| GET | `/v1/shop/:tenant/open` | Whether it is open | everybody: it hangs in the window |  |',
      '| `shop.close` | `0 18 * * *`, missed: skip | 5 | 60 s |',
      '| `sale` | yes; without `pin` |',
      '| `tally` | no: it follows from sales |',
      '| `hours.from` | integer 0…23 | `9` |',
      '- the secret `key`',
    ])
      expect(page.split('\n')).toContain(line);
    expect(page.match(/^## .*/gm)).toEqual([
      '## Routes',
      '## Permissions',
      '## Jobs',
      '## Tables of tenants',
      '## Settings of a tenant',
      '## What it may reach outside',
    ]);
  });

  it('knows tables and masters by the code that makes them', async () => {
    const { default: fssai } = await import('../../examples/fssai/src/plugin.ts');
    const { tables, masters } = await describedBy(fssai);
    expect(tables).toEqual([{ name: 'reminder', audit: {} }]);
    expect(masters.map(({ code }) => code)).toEqual(['FSSAI-D1', 'FSSAI-RENEWAL']);
  });
});
