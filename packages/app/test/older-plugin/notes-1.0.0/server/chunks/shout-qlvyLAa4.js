import "./rolldown-runtime-CPxUEhZH.js";
// src/shout.ts
const handler = async ({ payload, deps, finish }) => {
	await finish(async (ctx) => {
		await deps.db.tenant(ctx, (tx) => tx.run("update notes.note set text = upper(text) where tenant_id = $1 and id = $2", [ctx.tenant, payload.id]));
	});
};
export { handler as default };
