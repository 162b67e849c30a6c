import "./rolldown-runtime-CPxUEhZH.js";
import { noteAdded } from "../plugin.js";
import { newId } from "@compliance-os/core";
// src/routes/add.ts
const handler = async ({ ctx, body, deps }) => {
	const id = newId();
	await deps.db.tenant(ctx, (tx) => tx.run("insert into notes.note (tenant_id, id, text, pin) values ($1, $2, $3, $4)", [
		ctx.tenant,
		id,
		body.text,
		"1234"
	]));
	await deps.events.emit(ctx, noteAdded, `note:${id}`, { id });
	await deps.jobs.enqueue(ctx, { name: "notes.shout" }, { id });
	return {
		id,
		text: body.text
	};
};
export { handler as default };
