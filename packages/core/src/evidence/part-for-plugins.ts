import type { Evidence } from '../plugin/services.ts';

/** Plugins see the methods of the interface: uploads go through core's own routes. */
const create = ({ service }: { readonly service: Evidence }): Evidence => ({
  of: (ctx, subject) => service.of(ctx, subject),
  among: (ctx, subjectType, ids) => service.among(ctx, subjectType, ids),
  approve: (ctx, ids, options) => service.approve(ctx, ids, options),
});
export default create;
