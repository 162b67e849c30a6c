import { definePluginUI } from '@compliance-os/ui';
import english from './texts/en.ts';

export default definePluginUI({
  id: 'compliance',
  version: '1.0.0',
  texts: { en: english, hi: () => import('./texts/hi.ts') },
  slots: {
    'entity.panel': [
      {
        id: 'registrations',
        title: 'registrations',
        order: 10,
        load: () => import('./registrations/registrations-panel.tsx'),
      },
      {
        id: 'events',
        title: 'events',
        order: 15,
        load: () => import('./events/events-panel.tsx'),
      },
      {
        id: 'applicability',
        title: 'whatApplies',
        order: 20,
        load: () => import('./applicability/applicability-panel.tsx'),
      },
    ],
    route: [
      {
        id: 'masters',
        path: 'masters',
        title: 'masters',
        icon: 'book',
        order: 10,
        permission: 'compliance.master.read',
        load: () => import('./masters/masters-page.tsx'),
      },
      {
        id: 'extensions',
        path: 'extensions',
        title: 'extensions',
        icon: 'event',
        order: 20,
        permission: 'compliance.extension.read',
        load: () => import('./extensions/extensions-page.tsx'),
      },
    ],
  },
});
