import type { TextsLike } from '@compliance-os/ui';
import type english from './en.ts';

export default {
  group: 'समूह',
  gst: 'जीएसटी',
  gstins: 'जीएसटीआईएन',
  monthly: 'मासिक',
  notRegisteredUnderGst: 'जीएसटी के अंतर्गत पंजीकृत नहीं',
  qrmpGroup: 'क्यूआरएमपी समूह',
  quarterly: 'त्रैमासिक (क्यूआरएमपी)',
  returnFrequency: 'विवरणी की आवृत्ति',
  state: 'राज्य',
  unknown: 'अज्ञात',
  waitsFor: '%{form} की प्रतीक्षा में',
  whatMustComeFirst: 'पहले क्या होना चाहिए',
  whyThisDate: 'यह तिथि क्यों',
} satisfies TextsLike<typeof english>;
