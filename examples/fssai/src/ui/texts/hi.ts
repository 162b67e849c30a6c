import type { TextsLike } from '@compliance-os/ui';
import type english from './en.ts';

export default {
  licences: 'खाद्य अनुज्ञप्तियाँ',
  none: 'कोई खाद्य अनुज्ञप्ति नहीं',
  noneText: 'इसे इकाई के पंजीकरण के रूप में, अंतिम तिथि के साथ दर्ज करें।',
  lastDayUnknown: 'अंतिम तिथि ज्ञात नहीं',
  'not-yet': 'नवीकरण अभी आरंभ नहीं',
  open: 'नवीकरण खुला है',
  'late-fee': 'विलंब शुल्क के साथ नवीकरण',
  expired: 'समाप्त',
  renewSoon: 'अनुज्ञप्ति %{number} %{date} को समाप्त होगी: नवीकरण के लिए आवेदन करें।',
  seen: 'देख लिया',
  'settings.firstReminder': 'पहला अनुस्मारक',
  'settings.firstReminder.help': 'अनुज्ञप्ति की अंतिम तिथि से इतने दिन पहले',
  'settings.lastReminder': 'अंतिम अनुस्मारक',
  'settings.lastReminder.help': 'अंतिम तिथि से इतने दिन पहले; 30 दिन से विलंब शुल्क लगता है',
} satisfies TextsLike<typeof english>;
