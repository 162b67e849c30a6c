/**
 * The composition root: which plugins this portal runs. To add one, import its manifest and put it in the list; the
 * host works out the order.
 */
import compliance from '@compliance-os/compliance/plugin';
import gst from '@compliance-os/gst/plugin';
import type { PluginManifest } from '@compliance-os/core/host';

export const plugins: readonly PluginManifest[] = [compliance, gst];
