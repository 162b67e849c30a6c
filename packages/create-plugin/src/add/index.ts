/** What can be added to a plugin. Each reads it, and says which files change and how; nothing is written before all of it is known. */
import { checkName } from '../names.ts';
import { addJob } from './job.ts';
import { addMaster } from './master.ts';
import { addMigration } from './migration.ts';
import { addPanel, type PanelSlot } from './panel.ts';
import { readPlugin } from './plugin-project.ts';
import { addRoute } from './route.ts';
import { write } from './write.ts';

export { PANEL_SLOTS, type PanelSlot } from './panel.ts';

export const PARTS = ['route', 'job', 'panel', 'migration', 'master'] as const;
export type Part = (typeof PARTS)[number];

export interface Addition {
  readonly part: Part;
  readonly name: string;
  /** of a panel */
  readonly slot: PanelSlot;
  readonly hindi: string | undefined;
}

/**
 * @returns files that were written
 * @throws NotMade where the name is taken or the plugin cannot be read; nothing is written then
 */
export const add = async (folder: string, { part, name, ...panel }: Addition): Promise<readonly string[]> => {
  checkName(name);
  const plugin = readPlugin(folder);
  const changes = {
    route: () => addRoute(plugin, name),
    job: () => addJob(plugin, name),
    panel: () => addPanel(plugin, name, panel),
    migration: () => addMigration(plugin, name),
    master: () => addMaster(plugin, name),
  }[part]();
  await write(plugin.folder, changes);
  return [...changes.keys()];
};
