/** Business time comes from here and nowhere else, so that a test can stop it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to move. */
export class FrozenClock implements Clock {
  #now: Date;

  constructor(now: Date | string) {
    this.#now = new Date(now);
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(now: Date | string): void {
    this.#now = new Date(now);
  }

  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }
}

const IST_OFFSET_MS = 5.5 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Every request asks, and the answer changes once a day. */
let asked = { day: Number.NaN, date: '' };

/** The calendar date in Asia/Kolkata, `YYYY-MM-DD`. India has no daylight saving: the offset is constant. */
export const dateInIndia = (instant: Date): string => {
  const day = Math.floor((instant.getTime() + IST_OFFSET_MS) / DAY_MS);
  if (day !== asked.day) asked = { day, date: new Date(day * DAY_MS).toISOString().slice(0, 10) };
  return asked.date;
};
