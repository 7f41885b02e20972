import { BackhaulError } from '../error.js';

/**
 * One step: data of one version as the next version would have carried it. Pure: no clock, no look-up, and it leaves
 * what it is given as it was, so that a replay years later gives the same.
 */
export type Upcast = (data: never) => unknown;

/**
 * Data of any version in today's shape: the one way for messages of the bus and for events of a stream.
 * @param steps the first leads from version 1 to 2
 * @throws BackhaulError EVENT_VERSION_UNKNOWN
 */
export function upcast(type: string, steps: readonly Upcast[], version: number, data: unknown): unknown {
  requireKnownVersion(type, version, steps.length + 1);
  return steps.slice(version - 1).reduce((older, step) => step(older as never), data);
}

/** @throws BackhaulError EVENT_VERSION_UNKNOWN */
export function requireKnownVersion(type: string, version: number, newest: number): void {
  if (version >= 1 && version <= newest) return;
  const why =
    version > newest
      ? `is newer than version ${newest}, the newest that this service reads. Update this service first: consumers before publishers`
      : 'has never existed';
  throw new BackhaulError('EVENT_VERSION_UNKNOWN', `${type} version ${version} ${why}`);
}
