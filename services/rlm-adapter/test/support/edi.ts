import { newSshKey, startThreePlSimulator } from '@backhaul/simulators';
import { raLinesOf } from '../../src/rlm-return-authorization/ra-lines.js';
import type { AsnDraft } from '../../src/rlm-return-authorization/authorize.js';
import { partnerSchema, type Partner } from '../../src/three-pl/edi/partner.js';
import { readInterchange, type TransactionSet } from '../../src/three-pl/edi/x12/read-interchange.js';
import { element, type Segment } from '../../src/three-pl/edi/x12/segment.js';
import { writeInterchange, type Envelope, type OutgoingSet } from '../../src/three-pl/edi/x12/write-interchange.js';
import { BLACK_M, initiated, policy, raNumber, returnId, unit } from './returns.js';
import { CLIENT, webhookSecret, type Warehouse } from './systems.js';

const plain = { ours: { id: 'ACME' }, theirs: { id: 'WEST3PL' } };

/** What was agreed with a partner, where it is not the default. */
export const partner = (change: Record<string, unknown> = {}): Partner => partnerSchema.parse({ ...plain, ...change });

/** The partner of the contract's samples: it takes no reference but RA and line. */
export const samplePartner = (change: Record<string, unknown> = {}): Partner =>
  partner({ qualifiers: { externalReturn: null, order: null, tracking: null, reason: null }, ...change });

export const envelope = (change: Partial<Envelope> = {}): Envelope => {
  const { ours, theirs, version, interchangeVersion, usage, separators } = partner();
  return {
    ...{ sender: ours, receiver: theirs, version, interchangeVersion, usage, separators },
    application: { sender: ours.id, receiver: theirs.id },
    ...{ interchangeControl: 1, groupControl: 1 },
    at: new Date('2026-03-06T09:00:00Z'),
    ...change,
  };
};

/** Segments as the contract writes them: `W06*C*700123~ …`. */
export const segmentsOf = (text: string): Segment[] =>
  text
    .split('~')
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '')
    .map((segment): Segment => {
      const [id = '', ...elements] = segment.split('*');
      return [id, ...elements];
    });

/** A document of the partner from a sample with ST and SE. */
export function documentOf(text: string): TransactionSet {
  const [st, ...segments] = segmentsOf(text).slice(0, -1);
  const written = writeInterchange(
    { id: st === undefined ? '' : element(st, 1), functionalId: 'RE', segments },
    envelope(),
  );
  const [set] = readInterchange(written).groups[0]?.sets ?? [];
  if (set === undefined) throw new Error('the sample holds no document');
  return set;
}

/** Text of a document between ST and SE, both included, as the contract writes it. */
export function textOf(set: OutgoingSet): string {
  const raw = readInterchange(writeInterchange(set, envelope())).groups[0]?.sets[0]?.raw ?? '';
  return raw.replaceAll('~', '~ ').trim();
}

/** Two black shirts come back, as in the contract's samples. */
export const sampleDraft = (change: Partial<AsnDraft> = {}): AsnDraft => {
  const barcode = '012345678905';
  const { externalReturnId, order, parcel, shopper } = initiated();
  const lines = raLinesOf([unit('1', BLACK_M, { barcode }), unit('2', BLACK_M, { barcode })]);
  return { returnId, raNumber, externalReturnId, order, parcel, shopper, lines, policy, ...change };
};

/** How the partner and we differ from the defaults. */
export interface EdiChoices {
  readonly announce?: '943' | '180';
  readonly receipts?: '944' | '861';
}

/** The same 3PL with one client that talks by files. */
export async function openEdiWarehouse({ announce = '943', receipts = '944' }: EdiChoices = {}): Promise<
  Omit<Warehouse, 'client'>
> {
  const simulator = await startThreePlSimulator();
  const { door } = simulator;
  const { privateKey, publicKey } = newSshKey();
  const edi = { user: 'oak', publicKey, receipts };
  door.addClient({ clientCode: CLIENT, apiKey: '3pl-key', webhookSecret, edi });
  const section = {
    ...{ kind: 'edi', ...door.sftp(), user: 'oak', privateKey, clientCode: CLIENT, warehouseCode: 'WEST1' },
    partner: { ours: { id: CLIENT }, theirs: { id: 'WEST3PL' }, announce, receipts },
    settleSeconds: 2,
  };
  return { simulator, door, section };
}
