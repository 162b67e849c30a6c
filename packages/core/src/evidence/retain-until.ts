/**
 * Last day that approved evidence is kept: the end of the year of account of its approval, and of as many further ones.
 * A year of account ends on 31 March.
 *
 * @param today `YYYY-MM-DD`
 */
export const retainUntil = (today: string, furtherYears: number): string => {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const endOfYear = month >= 4 ? year + 1 : year;
  return `${endOfYear + furtherYears}-03-31`;
};
