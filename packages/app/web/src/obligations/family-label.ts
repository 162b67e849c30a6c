/** Laws are known by their abbreviation: `gst` → `GST`. */
export const familyLabel = (family: string): string =>
  family.length <= 4 ? family.toUpperCase() : family.charAt(0).toUpperCase() + family.slice(1);
