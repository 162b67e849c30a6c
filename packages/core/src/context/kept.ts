/**
 * Does the work when first asked. Whoever asks while it is under way, or not long after it, gets the same answer.
 * @param ms how long after
 */
export const keptFor = <T>(ms: number, work: () => Promise<T>): (() => Promise<T>) => {
  let latest: { readonly answer: Promise<T>; until: number } | undefined;
  return () => {
    if (latest && performance.now() < latest.until) return latest.answer;
    const asked = { answer: work(), until: Number.POSITIVE_INFINITY };
    latest = asked;
    const settled = (): void => {
      asked.until = performance.now() + ms;
    };
    asked.answer.then(settled, settled);
    return asked.answer;
  };
};
