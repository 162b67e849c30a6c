/**
 * Last day that approved evidence is kept: the end of the financial year of approval and as many further ones
 * (Companies Act 2013 s.128(5): eight years).
 *
 * @param today `YYYY-MM-DD`
 */
export const retainUntil = (today: string, financialYears: number): string => {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const endOfYear = month >= 4 ? year + 1 : year;
  return `${endOfYear + financialYears}-03-31`;
};
