import { definePluginUI } from '@compliance-os/ui';

export default definePluginUI({
  id: 'gst',
  version: '1.0.0',
  messages: { hi: () => import('./hi.ts') },
  slots: {
    'instance.tab': [
      { id: 'return', label: 'GST', families: ['gst'], order: 10, load: () => import('./return-tab.tsx') },
    ],
    'entity.panel': [{ id: 'gstins', title: 'GSTINs', order: 30, load: () => import('./gstin-panel.tsx') }],
  },
});
