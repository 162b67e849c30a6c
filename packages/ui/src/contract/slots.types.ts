import { definePluginUI } from './plugin-ui.ts';
import type { EntitySummary, InstanceSummary } from './records.ts';

// Types have tests too: this file only has to compile.

const instanceTab = async () => ({ default: ({ instance }: { instance: InstanceSummary }) => instance.form });
const entityPanel = async () => ({ default: ({ entity }: { entity: EntitySummary }) => entity.name });

export const accepted = definePluginUI({
  id: 'a',
  version: '1.0.0',
  slots: { 'instance.tab': [{ id: 't', label: 'T', load: instanceTab }] },
});

export const wrongProps = definePluginUI({
  id: 'a',
  version: '1.0.0',
  // @ts-expect-error an entity panel does not fit the instance tab
  slots: { 'instance.tab': [{ id: 't', label: 'T', load: entityPanel }] },
});

export const missingMeta = definePluginUI({
  id: 'a',
  version: '1.0.0',
  // @ts-expect-error a tab needs its label
  slots: { 'instance.tab': [{ id: 't', load: instanceTab }] },
});

export const unknownSlot = definePluginUI({
  id: 'a',
  version: '1.0.0',
  // @ts-expect-error there is no such slot
  slots: { 'nope.slot': [] },
});

export const codeInDataSlot = definePluginUI({
  id: 'a',
  version: '1.0.0',
  // @ts-expect-error a menu entry is data and loads no code
  slots: { menu: [{ id: 'm', label: 'M', to: 'x', load: instanceTab }] },
});
