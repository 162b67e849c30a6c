import { definePluginUI } from '@compliance-os/ui';
import english from './texts/en.ts';

export default definePluginUI({
  id: 'gst',
  version: '1.0.0',
  texts: { en: english, hi: () => import('./texts/hi.ts') },
  slots: {
    'instance.tab': [
      { id: 'return', label: 'gst', families: ['gst'], order: 10, load: () => import('./return-tab.tsx') },
    ],
    'entity.panel': [{ id: 'gstins', title: 'gstins', order: 30, load: () => import('./gstin-panel.tsx') }],
  },
});
