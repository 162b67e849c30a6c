import "./chunks/rolldown-runtime-CPxUEhZH.js";
import { z } from "zod";
import { crud, db, definePlugin, event, events, get, idParams, job, jobs, on, post } from "@compliance-os/core";
// src/plugin.ts
/** The smallest plugin that passes through every contract: a table, routes, a job, an event to itself. */
const Note = z.object({
	id: z.uuid(),
	text: z.string()
});
const NewNote = z.object({ text: z.string().min(1).max(200) });
const noteAdded = event("notes.added", z.object({ id: z.uuid() }));
const Shout = z.object({ id: z.uuid() });
var plugin_default = definePlugin({
	id: "notes",
	name: "Notes",
	version: "1.0.0",
	hostApi: "^1.0.0",
	permissions: crud("notes.note", "notes"),
	data: { migrations: new URL("../migrations/", import.meta.url) },
	routes: [
		get("/notes", {
			summary: "All notes",
			permission: "notes.note.read",
			about: "entities",
			reply: z.array(Note),
			deps: { db },
			load: () => import("./chunks/list-B7aLWZxI.js")
		}),
		get("/notes/:id", {
			summary: "One note",
			permission: "notes.note.read",
			about: "entities",
			params: idParams,
			reply: Note,
			deps: { db },
			load: () => import("./chunks/show-CheGeC_L.js")
		}),
		post("/notes", {
			summary: "Adds a note",
			permission: "notes.note.create",
			about: "entities",
			status: 201,
			body: NewNote,
			reply: Note,
			deps: {
				db,
				events,
				jobs
			},
			load: () => import("./chunks/add-BGe3Q-OA.js")
		})
	],
	jobs: [job("notes.shout", {
		payload: Shout,
		deps: { db },
		load: () => import("./chunks/shout-qlvyLAa4.js")
	})],
	events: {
		emits: [noteAdded],
		on: [on(noteAdded, {
			deps: { db },
			load: () => import("./chunks/on-added-BrACylWK.js")
		})]
	}
});
export { NewNote, Note, Shout, plugin_default as default, noteAdded };
