import "./rolldown-runtime-CPxUEhZH.js";
// src/routes/list.ts
const handler = async ({ ctx, deps }) => deps.db.read(ctx).rows("select id, text from notes.note where tenant_id = $1 order by id", [ctx.tenant]);
export { handler as default };
