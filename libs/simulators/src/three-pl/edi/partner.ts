import type { Kernel } from '../../kernel/index.js';
import type { Receipt } from '../entities.js';
import { cancelReturnOrder, changeReturnOrder, createReturnOrder } from '../return-orders/commands.js';
import { found } from '../refusal.js';
import { nextNumber, type ThreePlState } from '../state.js';
import { mailboxOf, moveFile, putFile, takeFault, textOf, type Mailbox } from './mailbox.js';
import { readAnnouncement, type Asked } from './read-announcement.js';
import { receiptDocument } from './write-receipt.js';
import { dateOf, readFile, timeOf, writeFile, type Elements, type ReadFile } from './x12.js';

/** How long the second half of a slow file lets wait. */
const SLOW_MS = 800;
const LOOK = 'edi-look';
const FINISH = 'edi-finish';

/** Goods that the warehouse grades anew after they were received. */
export interface Regrade {
  clientCode: string;
  raNumber?: string;
  receiptId?: string;
  /** `quantity` is signed; `reason` is W19-01 (contracts/rlm-and-3pl.md §4.4). */
  lines: { sku: string; quantity: number; reason: string }[];
}

interface Document {
  setId: string;
  functionalId: string;
  segments: Elements[];
}

/** The warehouse as an EDI partner: reads what its clients put into `to_3pl`, answers with 997, sends receipts and regrades. */
export class EdiPartner {
  constructor(private readonly kernel: Kernel<ThreePlState>) {
    kernel.timers.handle<{ clientCode: string }>(LOOK, ({ clientCode }) => this.#look(clientCode));
    kernel.timers.handle<{ clientCode: string; path: string; body: string }>(FINISH, (file) => this.#finish(file));
  }

  /** Something was put into the folders. */
  changed(clientCode: string): void {
    this.kernel.timers.after(0, LOOK, { clientCode });
  }

  /** Sends a receipt as a file; once more under new numbers when it was sent before. */
  sendReceipt(receipt: Receipt): void {
    const mailbox = this.#mailbox(receipt.client_code);
    this.#send(receipt.client_code, receiptDocument(receipt, mailbox), receipt.receipt_id);
  }

  regrade({ clientCode, raNumber, receiptId, lines }: Regrade): string {
    const { state, clock } = this.kernel;
    const number = `ADJ${nextNumber(state, 'adjustment')}`;
    const segments = [
      ['W15', dateOf(clock.now()), number],
      ...(raNumber === undefined ? [] : [['N9', 'RZ', raNumber]]),
      ...(receiptId === undefined ? [] : [['N9', 'RV', receiptId]]),
      ...lines.map(({ sku, quantity, reason }) => ['W19', reason, String(quantity), 'EA', '', 'SK', sku]),
    ];
    this.#send(clientCode, { setId: '947', functionalId: 'AW', segments }, number);
    return number;
  }

  /** Accepts a file that was read before. */
  answer(clientCode: string, fileName: string): void {
    const file = found(this.#mailbox(clientCode).files[`archive/${fileName}`], `File '${fileName}'`);
    this.#acknowledge(clientCode, readFile(textOf(file)), false);
  }

  #mailbox(clientCode: string): Mailbox {
    return found(mailboxOf(this.kernel.state, clientCode), `The mailbox of '${clientCode}'`);
  }

  #look(clientCode: string): void {
    const mailbox = this.#mailbox(clientCode);
    const waiting = Object.keys(mailbox.files).filter((path) => path.startsWith('to_3pl/') && !path.endsWith('.tmp'));
    for (const path of waiting.sort()) {
      const file = mailbox.files[path];
      if (file === undefined) continue;
      this.#read(clientCode, mailbox, readFile(textOf(file)));
      moveFile(mailbox, path, path.replace('to_3pl/', 'archive/'));
    }
  }

  #read(clientCode: string, mailbox: Mailbox, file: ReadFile): void {
    const isRepeated = mailbox.controlsSeen.includes(file.interchangeControl);
    mailbox.controlsSeen.push(file.interchangeControl);
    if (file.setId === '997') return this.#heard(mailbox, file);
    const asked = readAnnouncement(file.setId, file.segments, clientCode);
    const objection = file.fault ?? (isRepeated ? 'repeated' : asked === null ? 'unknown' : null);
    const isRefused = takeFault(mailbox, '997-rejecting') || objection !== null || !this.#done(clientCode, asked);
    if (!takeFault(mailbox, '997-lost')) this.#acknowledge(clientCode, file, isRefused);
  }

  #heard(mailbox: Mailbox, { segments }: ReadFile): void {
    const [ak1, ak9] = ['AK1', 'AK9'].map((id) => segments.find((segment) => segment[0] === id) ?? []);
    mailbox.answersSeen.push(`${ak1?.[1] ?? ''} ${ak1?.[2] ?? ''} ${ak9?.[1] ?? ''}`);
  }

  /** False when the warehouse cannot do what is asked for. */
  #done(clientCode: string, asked: Asked | null): boolean {
    const { state, clock } = this.kernel;
    const client = state.clients.find((each) => each.client_code === clientCode);
    const order = state.returnOrders.find(
      (each) => each.client_code === clientCode && each.ra_number === asked?.raNumber,
    );
    if (client === undefined || asked === null) return false;
    try {
      if (asked.purpose === 'new') createReturnOrder(state, client, asked.body, undefined, clock.now());
      else if (asked.purpose === 'change')
        changeReturnOrder(client, found(order, asked.raNumber), asked.body, clock.now());
      else cancelReturnOrder(found(order, asked.raNumber), clock.now());
      return true;
    } catch {
      return false;
    }
  }

  #acknowledge(clientCode: string, file: ReadFile, isRefused: boolean): void {
    const { functionalId, groupControl, setId, setControl } = file;
    const segments = [
      ['AK1', functionalId, groupControl],
      ['AK2', setId, setControl],
      isRefused ? ['AK5', 'R', '5'] : ['AK5', 'A'],
      ['AK9', isRefused ? 'R' : 'A', '1', '1', isRefused ? '0' : '1'],
    ];
    this.#send(clientCode, { setId: '997', functionalId: 'FA', segments }, groupControl, false);
  }

  /** `disturbed`: the faults of files count for it. */
  #send(clientCode: string, document: Document, number: string, disturbed = true): void {
    const mailbox = this.#mailbox(clientCode);
    const fault = (name: Parameters<typeof takeFault>[1]): boolean => disturbed && takeFault(mailbox, name);
    const now = this.kernel.clock.now();
    if (!fault('duplicate-control-number')) {
      mailbox.interchangeControl += 1;
      mailbox.groupControl += 1;
    }
    const { segments } = document;
    const written = fault('unknown-segment') ? { ...document, segments: [...segments, ['ZZ9', '1']] } : document;
    const numbers = { interchange: mailbox.interchangeControl, group: mailbox.groupControl };
    let text = writeFile(mailbox, written, numbers, now);
    const { element } = mailbox.separators;
    if (fault('bad-envelope')) text = text.replace(new RegExp(`(IEA.1.)\\d+`), '$1999999999');
    if (fault('wrong-group-count')) text = text.replace(`IEA${element}1`, `IEA${element}2`);
    if (fault('wrong-set-count')) text = text.replace(`GE${element}1${element}`, `GE${element}2${element}`);
    if (fault('wrong-segment-count'))
      text = text.replace(/(SE.)(\d+)/, (_, head: string, count: string) => `${head}${Number(count) + 1}`);
    if (fault('truncated')) text = text.slice(0, Math.floor(text.length / 2));
    const path = `from_3pl/${this.#freeName(mailbox, `${clientCode}_${document.setId}_${number}`, now)}`;
    if (fault('tmp-left')) putFile(mailbox, `${path}.tmp`, text.slice(0, 40), now);
    if (!fault('slow-file')) return putFile(mailbox, path, text, now);
    putFile(mailbox, path, text.slice(0, Math.floor(text.length / 2)), now);
    this.kernel.timers.after(SLOW_MS, FINISH, { clientCode, path, body: text });
  }

  #freeName(mailbox: Mailbox, start: string, now: Date): string {
    for (let at = now; ; at = new Date(at.getTime() + 1000)) {
      const name = `${start}_${dateOf(at)}${timeOf(at)}.edi`;
      if (!Object.keys(mailbox.files).some((path) => path.endsWith(`/${name}`))) return name;
    }
  }

  #finish({ clientCode, path, body }: { clientCode: string; path: string; body: string }): void {
    const mailbox = this.#mailbox(clientCode);
    if (mailbox.files[path] !== undefined) putFile(mailbox, path, body, this.kernel.clock.now());
  }
}
