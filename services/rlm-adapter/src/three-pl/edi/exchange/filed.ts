import { createHash } from 'node:crypto';
import { THREE_PL_EDI } from '../../../receipt-sources.js';
import type { RawNews } from '../../port.js';
import type { Judged } from '../documents/write-997.js';
import type { SetFault } from '../x12/faults.js';
import type { Group, Interchange, TransactionSet } from '../x12/read-interchange.js';
import { excerpt } from './excerpt.js';

/** What became of a file. */
export interface Filed {
  /** One for each document, and one for each part that nobody could read. */
  readonly news: readonly RawNews[];
  /** What was not taken, for the one who looks after the file; null when all of it was. */
  readonly reason: string | null;
}

/** Where a document stands. */
export interface Place {
  readonly fileName: string;
  readonly interchange: Interchange;
  readonly group: Group;
}

/** What became of one document. */
export interface Part {
  readonly news: RawNews;
  readonly judged: Judged;
  /** Its numbers were used before: the partner has had an answer to them. */
  readonly isRepeated: boolean;
}

/** `headers`: what only the folder knows, for the one who reads the document later. */
export function part(
  { fileName, interchange, group }: Place,
  set: TransactionSet,
  { fault = null, headers = {}, isRepeated = false }: Partial<Pick<Part, 'isRepeated'> & PartFacts>,
): Part {
  const body = Buffer.from(excerpt(interchange, group, set));
  return {
    news: rawNews(fileName, body, fault === null ? headers : problem(fault.message)),
    judged: { set, fault },
    isRepeated,
  };
}

interface PartFacts {
  readonly fault: SetFault | null;
  readonly headers: Record<string, string>;
}

/** A file or group that is not taken at all. */
export const refused = (fileName: string, bytes: Buffer, reason: string): Filed => ({
  news: [rawNews(fileName, bytes, problem(reason))],
  reason,
});

const problem = (text: string): Record<string, string> => ({ problem: text.slice(0, 500) });

function rawNews(fileName: string, body: Buffer, headers: Record<string, string>): RawNews {
  const dedupeKey = `edi:${fileName}:${createHash('sha256').update(body).digest('hex')}`;
  return { source: THREE_PL_EDI, dedupeKey, body, headers: { file: fileName, ...headers } };
}
