/** Time limit of one run of a job that names none, in milliseconds. */
export const USUAL_TIME_LIMIT_MS = 60_000;
