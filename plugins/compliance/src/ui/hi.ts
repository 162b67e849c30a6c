/** Hindi for the plugin's menus and headings, keyed by the English text. */
export default {
  Masters: 'मास्टर',
  Extensions: 'विस्तार',
  Registrations: 'पंजीकरण',
  Events: 'घटनाएँ',
  Event: 'घटना',
  'Record an event': 'घटना दर्ज करें',
  'What applies': 'क्या लागू होता है',
  'Add a registration': 'पंजीकरण जोड़ें',
  'New extension': 'नया विस्तार',
  Number: 'संख्या',
  State: 'राज्य',
  Facts: 'तथ्य',
  Source: 'स्रोत',
};
