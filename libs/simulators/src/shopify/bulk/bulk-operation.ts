import type { ApiVersion } from '../schema/versions.js';

/** A bulk query of a shop, as it is kept (contracts/shopify.md §3). */
export interface BulkOperation {
  id: string;
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELED';
  query: string;
  version: ApiVersion;
  /** Children stand behind their parent; otherwise behind all parents. */
  groupObjects: boolean;
  createdAt: string;
  completedAt: string | null;
  errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | null;
  /** Rows of the result, and those among them that have no parent. */
  objectCount: number;
  rootObjectCount: number;
  /** The result: one JSON object a line. Null until there is one. */
  jsonl: string | null;
}

/** Under way: it counts against the limit of five. */
export const isUnderWay = ({ status }: BulkOperation): boolean => status === 'CREATED' || status === 'RUNNING';
