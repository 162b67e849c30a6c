import { newId } from '../../src/index.ts';
import type { TestHost } from '../../src/testing/index.ts';

export const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
xref
0 3
0000000000 65535 f 
0000000009 00000 n 
0000000052 00000 n 
trailer<</Size 3/Root 1 0 R>>
startxref
95
%%EOF
`;

export interface Item {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly sha256: string;
  readonly warnings: readonly string[];
  readonly code?: string;
  readonly detail?: string;
}

/** @returns id of a company of tenant a */
export const addEntity = async (t: TestHost<'a' | 'b'>): Promise<string> => {
  const entity = newId();
  await t.host.transactions.run(t.context('a', 'test.seed'), async (transaction) => {
    await transaction.query('cos_core', {
      text: `insert into core.entity (tenant_id, id, name, legal_name, kind)
        values ($1, $2, 'Acme', 'Acme Private Limited', 'company')`,
      values: [t.tenants.a, entity],
    });
  });
  return entity;
};

export const fieldsFor = (entityId: string) => ({
  entityId,
  subjectType: 'compliance.instance',
  subjectId: newId(),
  kind: 'return',
  label: 'Filed return',
});

export const pdf = (content = PDF) => ({ name: 'return.pdf', type: 'application/pdf', content });
