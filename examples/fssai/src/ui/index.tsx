import { definePluginUI } from '@compliance-os/ui';
import english from './texts/en.ts';

export default definePluginUI({
  id: 'fssai',
  version: '1.0.0',
  texts: { en: english, hi: () => import('./texts/hi.ts') },
  slots: {
    'entity.panel': [
      {
        id: 'licences',
        title: 'licences',
        after: 'compliance/registrations',
        permission: 'fssai.licences.read',
        load: () => import('./licences-panel.tsx'),
      },
    ],
    route: [
      {
        id: 'licences',
        path: 'licences',
        title: 'licences',
        permission: 'fssai.licences.read',
        load: () => import('./licences.tsx'),
      },
    ],
  },
});
