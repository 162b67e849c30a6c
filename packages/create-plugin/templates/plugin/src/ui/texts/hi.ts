import type { TextsLike } from '@compliance-os/ui';
import type english from './en.ts';

export default {
  reminders: '__Name__: अनुस्मारक',
  noReminders: 'कोई अनुस्मारक नहीं',
} satisfies TextsLike<typeof english>;
