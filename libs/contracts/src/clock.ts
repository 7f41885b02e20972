/** Where infrastructure takes the time from; pure code takes the time as an argument instead. */
export interface Clock {
  now(): Date;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };
