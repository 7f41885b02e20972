import type { z } from 'zod';
import type { ServiceName } from '../topics.js';

/** One version of one event: its name, who may publish it, and the shape of its data. */
export interface EventDefinition<T extends string = string, S extends z.ZodType = z.ZodType> {
  readonly type: T;
  /** Whole number, from 1. A change that breaks a consumer needs the next one. */
  readonly version: number;
  readonly publishers: readonly ServiceName[];
  /** One sentence for the catalogue. */
  readonly summary: string;
  readonly schema: S;
}

/** Names an event once, with its types kept. */
export function defineEvent<const T extends string, S extends z.ZodType>(
  definition: EventDefinition<T, S>,
): EventDefinition<T, S> {
  return definition;
}

/** The two services that speak for an ERP; both publish the same events for the same business fact. */
export const erpAdapters = ['aims360-adapter', 'rlm-adapter'] as const satisfies readonly ServiceName[];
