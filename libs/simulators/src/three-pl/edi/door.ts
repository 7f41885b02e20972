import { found } from '../refusal.js';
import type { ThreePlState } from '../state.js';
import { mailboxOf, putFile, textOf, type EdiParty, type FileFault, type Mailbox } from './mailbox.js';
import type { EdiPartner, Regrade } from './partner.js';
import type { SftpAddress, SftpPlace } from './sftp-place.js';

/** What a client and the warehouse agreed about their files. */
export interface NewMailbox {
  user: string;
  /** `ssh-ed25519 AAAA…`. */
  publicKey: string;
  /** How ISA names the warehouse and the client. Default: ZZ, WEST3PL and the client code. */
  warehouse?: EdiParty;
  client?: EdiParty;
  /** Default 944. */
  receipts?: '944' | '861';
  /** Default P. */
  usage?: 'P' | 'T';
  separators?: { element: string; component: string; segment: string };
}

/** A file in one of the folders, as text. */
export interface ShownFile {
  path: string;
  text: string;
}

/** The side door of the warehouse as an EDI partner. */
export interface EdiDoor {
  sftp(): SftpAddress;
  /** By `strange` the server shows a host key that nobody knows. */
  showHostKey(which: 'own' | 'strange'): Promise<void>;
  /** The next so many files or answers (default 1) have this fault. */
  disturbFiles(clientCode: string, fault: FileFault, times?: number): void;
  /** Everything in the four folders. */
  files(clientCode: string): ShownFile[];
  /** Somebody puts a file there by hand. */
  putFile(clientCode: string, path: string, text: string): void;
  removeFile(clientCode: string, path: string): void;
  /** The 997 that was lost, late: `fileName` is a file of the client. */
  answerAgain(clientCode: string, fileName: string): void;
  /** The receipt once more, under new control numbers. */
  sendReceiptAgain(receiptId: string): void;
  /** A 947; gives its number. */
  regrade(regrade: Regrade): string;
  /** ISA13 of each file of the client, and its answers to ours, in the order in which they were read. */
  heardByFiles(clientCode: string): { controls: string[]; answers: string[] };
}

/** A client that is there already keeps its files and numbers. */
export function addMailbox(state: ThreePlState, clientCode: string, input: NewMailbox): void {
  const known = state.mailboxes[clientCode];
  const kept: Pick<
    Mailbox,
    'interchangeControl' | 'groupControl' | 'files' | 'faults' | 'controlsSeen' | 'answersSeen'
  > = known ?? { interchangeControl: 0, groupControl: 0, files: {}, faults: {}, controlsSeen: [], answersSeen: [] };
  state.mailboxes[clientCode] = {
    ...kept,
    user: input.user,
    publicKey: input.publicKey,
    ours: input.warehouse ?? { qualifier: 'ZZ', id: 'WEST3PL' },
    theirs: input.client ?? { qualifier: 'ZZ', id: clientCode },
    receipts: input.receipts ?? '944',
    usage: input.usage ?? 'P',
    separators: input.separators ?? { element: '*', component: '>', segment: '~' },
  };
}

export function ediDoor(state: ThreePlState, partner: EdiPartner, place: SftpPlace): EdiDoor {
  const mailbox = (clientCode: string): Mailbox =>
    found(mailboxOf(state, clientCode), `The mailbox of '${clientCode}'`);
  return {
    sftp: () => place.address(),
    showHostKey: (which) => place.showHostKey(which),
    disturbFiles: (clientCode, fault, times = 1) => {
      mailbox(clientCode).faults[fault] = times;
    },
    files: (clientCode) =>
      Object.entries(mailbox(clientCode).files).map(([path, file]) => ({ path, text: textOf(file) })),
    putFile: (clientCode, path, text) => putFile(mailbox(clientCode), path, text, new Date()),
    removeFile: (clientCode, path) => {
      delete mailbox(clientCode).files[path];
    },
    answerAgain: (clientCode, fileName) => partner.answer(clientCode, fileName),
    sendReceiptAgain: (receiptId) =>
      partner.sendReceipt(
        found(
          state.receipts.find((each) => each.receipt_id === receiptId),
          `Receipt '${receiptId}'`,
        ),
      ),
    regrade: (regrade) => partner.regrade(regrade),
    heardByFiles: (clientCode) => {
      const { controlsSeen, answersSeen } = mailbox(clientCode);
      return { controls: [...controlsSeen], answers: [...answersSeen] };
    },
  };
}
