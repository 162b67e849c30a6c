import type { Context } from '../../context/context.ts';
import { audit, type Audit } from '../../plugin/services.ts';
import { testService } from './test-service.ts';
import { writing } from './writing.ts';

export interface FakeAct {
  readonly tenant: string;
  readonly actor: Context['actor'];
  readonly name: string;
  readonly detail: Parameters<Audit['record']>[2];
}

/** Keeps acts. @throws Error for a context that only reads, as the host does */
const fake = (): Audit & { readonly acts: readonly FakeAct[] } => {
  const acts: FakeAct[] = [];
  return {
    acts,
    record: async (ctx, name, detail) => {
      writing(ctx, `audit.record "${name}"`);
      acts.push({ tenant: ctx.tenant, actor: ctx.actor, name, detail });
    },
  };
};

export const testAudit = testService(audit, fake);
