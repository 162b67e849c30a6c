/**
 * The composition root: which plugins this portal runs. To add one, put its id and the import of its manifest in the list;
 * the host works out the order. A manifest that cannot be imported puts that plugin aside, and the others run.
 */
import type { PluginSource } from '@compliance-os/core/host';

export const plugins: readonly PluginSource[] = [
  { id: 'compliance', load: () => import('@compliance-os/compliance/plugin') },
  { id: 'gst', load: () => import('@compliance-os/gst/plugin') },
];

/** What installed plugins import of them, by their public entries; `zod` and core itself are always there. */
export const publicEntries: readonly string[] = ['@compliance-os/compliance', '@compliance-os/gst'];
