import type { AimsState } from './state.js';

const kinds = {
  customer: '0001',
  warehouse: '0002',
  code: '0003',
  style: '0004',
  styleColor: '0005',
  size: '0006',
  order: '0007',
  orderLine: '0008',
  rma: '0009',
  rmaLine: '000a',
  creditMemo: '000b',
  transaction: '000c',
  batch: '000d',
  currency: '000e',
  invoice: '000f',
  pickTicket: '0010',
  webOrder: '0011',
  job: '0012',
  jobRun: '0013',
  document: '0014',
} as const;

/** What a new guid or number stands for. */
export type IdKind = keyof typeof kinds;

const firstNumbers = {
  order: 104_377,
  rma: 30_115,
  creditMemo: 70_021,
  adjustment: 8_801,
  invoice: 210_044,
  pickTicket: 51_001,
} as const;
export type NumberedDocument = keyof typeof firstNumbers;

const next = (state: AimsState, counter: string): number => {
  const value = (state.counters[counter] ?? 0) + 1;
  state.counters[counter] = value;
  return value;
};

const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0').slice(-length);

/** Guids are deterministic from the seed and look like the contract's samples. */
export const newGuid = (state: AimsState, kind: IdKind): string =>
  `5b0c1d5e-${hex(state.seed, 4)}-4000-8000-${kinds[kind]}${hex(next(state, `guid:${kind}`), 8)}`;

/** The number that people see: one row of numbers per kind of document. */
export const newNumber = (state: AimsState, document: NumberedDocument): string =>
  String(firstNumbers[document] + next(state, `number:${document}`) - 1);

/** What cannot be guessed in the real system: authorization codes, tokens in links. */
export const newSecret = (state: AimsState, kind: string): string =>
  `${hex(state.seed, 8)}${hex(next(state, `secret:${kind}`), 8)}${kind}`;

/** Opaque bearer token. */
export const newToken = (state: AimsState): string =>
  `eyJhbGciOiJIUzI1NiJ9.${hex(state.seed, 8)}${hex(next(state, 'token'), 8)}.simulated`;
