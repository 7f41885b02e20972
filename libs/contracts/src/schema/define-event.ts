import type { z } from 'zod';
import type { ServiceName } from '../topics.js';
import type { Upcast } from './upcast.js';

/** A version that nobody publishes any more. What was published under it lies in topics and streams for good. */
export interface EarlierVersion {
  readonly schema: z.ZodType;
  /** To the next version. */
  readonly upcast: Upcast;
}

/** One event: its name, who may publish it, the shape of its data today and of what was published before. */
export interface EventDefinition<T extends string = string, S extends z.ZodType = z.ZodType> {
  readonly type: T;
  /** Whole number, from 1. A change that breaks a consumer needs the next one. */
  readonly version: number;
  readonly publishers: readonly ServiceName[];
  /** One sentence for the catalogue. */
  readonly summary: string;
  readonly schema: S;
  /** Versions before this one, from 1 on. Never changed, never taken away. */
  readonly earlier?: readonly EarlierVersion[];
}

/** Names an event once, with its types kept. A version without a way from each earlier one cannot be defined. */
export function defineEvent<const T extends string, S extends z.ZodType>(
  definition: EventDefinition<T, S>,
): EventDefinition<T, S> {
  const { type, version, earlier = [] } = definition;
  if (earlier.length === version - 1) return definition;
  throw new Error(`${type} is at version ${version}: it needs schema and upcaster of ${version - 1} earlier versions`);
}

/** The schema of every version, from 1 on. */
export function schemasOf({ earlier = [], schema }: EventDefinition): readonly z.ZodType[] {
  return [...earlier.map((version) => version.schema), schema];
}

/** The steps from version 1 to today's. */
export function upcastsOf({ earlier = [] }: EventDefinition): readonly Upcast[] {
  return earlier.map((version) => version.upcast);
}

/** The two services that speak for an ERP; both publish the same events for the same business fact. */
export const erpAdapters = ['aims360-adapter', 'rlm-adapter'] as const satisfies readonly ServiceName[];
