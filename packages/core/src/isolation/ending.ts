/** Why a process ended: in the host's words, for anybody, and what it said itself, which may be about anybody's data. */
export interface Ending {
  readonly why: string;
  readonly said?: string | undefined;
}

/** @param how its code or signal @param lastWords what it wrote last to its standard error */
export const endingOf = (how: string, lastWords: string): Ending => {
  if (/heap out of memory|Array buffer allocation failed|bad_alloc/.test(lastWords))
    return { why: `${how}: it used more memory than it may` };
  const line = lastWords.split('\n').find((words) => /Error|FATAL/.test(words));
  return { why: how, said: line?.trim().slice(0, 200) };
};
