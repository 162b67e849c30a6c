import type { Evidence } from '../plugin/services.ts';

/** Plugins see the two methods of the interface: uploads go through core's own routes. */
const create = ({ service }: { readonly service: Evidence }): Evidence => ({
  of: (ctx, subject) => service.of(ctx, subject),
  approve: (ctx, ids, options) => service.approve(ctx, ids, options),
});
export default create;
