import type { ThreePlState } from '../state.js';

/** Who sends or receives, as ISA names it. */
export interface EdiParty {
  qualifier: string;
  id: string;
}

/** What goes wrong with the next file, or with the next answer. */
export type FileFault =
  | 'bad-envelope'
  | 'wrong-segment-count'
  | 'wrong-set-count'
  | 'wrong-group-count'
  | 'truncated'
  | 'duplicate-control-number'
  | 'unknown-segment'
  | 'tmp-left'
  | 'slow-file'
  | '997-lost'
  | '997-rejecting';

/** A file in one of the folders. */
export interface StoredFile {
  /** Base64. */
  body: string;
  changedAt: string;
}

/** The folders that one client shares with the warehouse, and what was agreed about them. */
export interface Mailbox {
  user: string;
  /** `ssh-ed25519 AAAA…`. */
  publicKey: string;
  /** The warehouse. */
  ours: EdiParty;
  /** The client. */
  theirs: EdiParty;
  receipts: '944' | '861';
  usage: 'P' | 'T';
  separators: { element: string; component: string; segment: string };
  interchangeControl: number;
  groupControl: number;
  /** Path → file. */
  files: Record<string, StoredFile>;
  faults: Partial<Record<FileFault, number>>;
  /** ISA13 of every file of the client, in the order in which they were read. */
  controlsSeen: string[];
  /** `AR 17 A`: answers of the client to groups of the warehouse. */
  answersSeen: string[];
}

export const folders = ['to_3pl', 'from_3pl', 'archive', 'error'] as const;

/** True once for each time that the fault was switched on. */
export function takeFault(mailbox: Mailbox, fault: FileFault): boolean {
  const left = mailbox.faults[fault] ?? 0;
  if (left > 0) mailbox.faults[fault] = left - 1;
  return left > 0;
}

export function putFile(mailbox: Mailbox, path: string, body: Buffer | string, now: Date): void {
  mailbox.files[path] = { body: Buffer.from(body).toString('base64'), changedAt: now.toISOString() };
}

export function moveFile(mailbox: Mailbox, from: string, to: string): boolean {
  const file = mailbox.files[from];
  if (file === undefined || mailbox.files[to] !== undefined) return false;
  mailbox.files[to] = file;
  delete mailbox.files[from];
  return true;
}

export const textOf = (file: StoredFile): string => Buffer.from(file.body, 'base64').toString('utf8');

/** Of a client that has no files, nothing. */
export const mailboxOf = (state: ThreePlState, clientCode: string): Mailbox | undefined => state.mailboxes[clientCode];
