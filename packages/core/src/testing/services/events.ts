import { newId } from '../../db/id.ts';
import type { EventEnvelope } from '../../plugin/event.ts';
import { events, type Events } from '../../plugin/services.ts';
import { testService } from './test-service.ts';
import { writing } from './writing.ts';

/** Keeps what was told, in the envelope in which others would be given it. @throws ZodError for a payload that does not fit */
const fake = (): Events & { readonly emitted: readonly EventEnvelope[] } => {
  const emitted: EventEnvelope[] = [];
  return {
    emitted,
    emit: async (ctx, { name, payload: schema }, subject, payload) => {
      writing(ctx, `events.emit "${name}"`);
      const earlier = emitted.filter((one) => one.tenant === ctx.tenant && one.subject === subject);
      emitted.push({
        id: newId(),
        name,
        tenant: ctx.tenant,
        subject,
        sequence: earlier.length + 1,
        at: ctx.now.toISOString(),
        payload: schema.parse(payload),
      });
    },
  };
};

export const testEvents = testService(events, fake);
