import type { Actor } from '@compliance-os/core';
import type { WorkflowActor } from '../domain/index.ts';

/** Whose hands act: a delegate acts for a principal, an API key for its owner. */
export const handsOf = (actor: Actor): WorkflowActor => {
  switch (actor.kind) {
    case 'user':
      return actor.onBehalfOf === undefined
        ? { principal: actor.id, delegate: null }
        : { principal: actor.onBehalfOf, delegate: actor.id };
    case 'api-key':
      return { principal: actor.owner, delegate: actor.id };
    case 'job':
    case 'operator':
    case 'system':
      return { principal: actor.id, delegate: null };
  }
};
