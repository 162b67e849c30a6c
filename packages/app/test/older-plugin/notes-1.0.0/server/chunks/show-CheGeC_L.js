import "./rolldown-runtime-CPxUEhZH.js";
import { notFound } from "@compliance-os/core";
// src/routes/show.ts
const handler = async ({ ctx, params, deps }) => {
	const note = await deps.db.read(ctx).first("select id, text from notes.note where tenant_id = $1 and id = $2", [ctx.tenant, params.id]);
	if (!note) throw notFound("note");
	return note;
};
export { handler as default };
