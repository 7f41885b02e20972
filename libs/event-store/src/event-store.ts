import { append } from './append.js';
import { readAll, readStream } from './read.js';

/** Streams of events in Postgres. Every function takes what to run on: a pool, or the transaction of a unit of work. */
export const eventStore = { append, readStream, readAll };
