/** What the plugin's panels say. Every text has its Hindi in `hi.ts`. */
export default {
  group: 'group',
  gst: 'GST',
  gstins: 'GSTINs',
  monthly: 'Monthly',
  notRegisteredUnderGst: 'Not registered under GST',
  qrmpGroup: 'QRMP group',
  quarterly: 'Quarterly (QRMP)',
  returnFrequency: 'Return frequency',
  state: 'State',
  unknown: 'Unknown',
  waitsFor: 'Waits for %{form}',
  whatMustComeFirst: 'What must come first',
  whyThisDate: 'Why this date',
} as const;
