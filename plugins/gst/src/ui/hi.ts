/** Hindi for the plugin's headings, keyed by the English text. */
export default {
  GSTINs: 'जीएसटीआईएन',
  'Why this date': 'यह तिथि क्यों',
  'What must come first': 'पहले क्या होना चाहिए',
  'Return frequency': 'विवरणी की आवृत्ति',
  'QRMP group': 'क्यूआरएमपी समूह',
};
