import { definePluginUI } from '@compliance-os/ui';

export default definePluginUI({
  id: 'food',
  version: '1.0.0',
  slots: {
    'dashboard.widget': [{ id: 'licences', title: 'Food licences', load: () => import('./widget.tsx') }],
  },
});
