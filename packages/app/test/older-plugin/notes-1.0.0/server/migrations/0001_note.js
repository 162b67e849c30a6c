import "node:module";
import { migration } from "@compliance-os/core";
// migrations/0001_note.ts
var _0001_note_default = migration(async (m) => {
	await m.tenantTable("note", {
		columns: "text text not null, seen int not null default 0, pin text",
		audit: { secret: ["pin"] }
	});
});
export { _0001_note_default as default };
