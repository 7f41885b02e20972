import { resolve, retry } from './intervene.js';
import { counts, get, list } from './read-calls.js';

/** The operator's view of the calls: see them, count them, move the ones that are stuck. */
export const effectsStore = { list, get, counts, retry, resolve };
