import type { Kernel } from '../../kernel/index.js';
import type { Row } from '../odata/shape.js';
import type { AssumedGroup } from '../settings.js';
import type { AimsState, Tenant } from '../state.js';

/** A request that has passed the gate: who asks, what, and when. */
export interface Call {
  readonly kernel: Kernel<AimsState>;
  readonly state: AimsState;
  readonly tenant: Tenant;
  /** The user whose token it is. */
  readonly username: string;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  /** Parsed JSON; an empty body is an empty object. */
  readonly body: unknown;
  readonly ifMatch: string | undefined;
  readonly now: Date;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** With `:version` where the vendor's version stands; Express matches it in any case. */
  readonly path: string;
  /** Not publicly known: an account may be without it. */
  readonly assumed?: AssumedGroup;
  readonly answer: (call: Call) => Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: Row): Answer => ({ status: 201, body });
