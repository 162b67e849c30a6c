import { definePluginUI } from '@compliance-os/ui';
import english from './texts/en.ts';

export default definePluginUI({
  id: '__id__',
  version: '1.0.0',
  texts: { en: english, hi: () => import('./texts/hi.ts') },
  slots: {
    'entity.panel': [
      {
        id: 'reminders',
        title: 'reminders',
        permission: '__id__.reminder.read',
        load: () => import('./reminders-panel.tsx'),
      },
    ],
  },
});
