import "./rolldown-runtime-CPxUEhZH.js";
// src/on-added.ts
const handler = async ({ ctx, event, deps }) => {
	await deps.db.tenant(ctx, (tx) => tx.run("update notes.note set seen = seen + $3 where tenant_id = $1 and id = $2", [
		ctx.tenant,
		event.payload.id,
		event.sequence
	]));
};
export { handler as default };
