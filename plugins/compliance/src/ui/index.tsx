import { definePluginUI } from '@compliance-os/ui';

export default definePluginUI({
  id: 'compliance',
  version: '1.0.0',
  messages: { hi: () => import('./hi.ts') },
  slots: {
    'entity.panel': [
      {
        id: 'registrations',
        title: 'Registrations',
        order: 10,
        load: () => import('./registrations/registrations-panel.tsx'),
      },
      {
        id: 'events',
        title: 'Events',
        order: 15,
        load: () => import('./events/events-panel.tsx'),
      },
      {
        id: 'applicability',
        title: 'What applies',
        order: 20,
        load: () => import('./applicability/applicability-panel.tsx'),
      },
    ],
    route: [
      { id: 'masters', path: 'masters', title: 'Masters', load: () => import('./masters/masters-page.tsx') },
      {
        id: 'extensions',
        path: 'extensions',
        title: 'Extensions',
        load: () => import('./extensions/extensions-page.tsx'),
      },
    ],
    menu: [
      { id: 'masters', label: 'Masters', to: 'masters', icon: 'book', order: 10 },
      { id: 'extensions', label: 'Extensions', to: 'extensions', icon: 'event', order: 20 },
    ],
  },
});
