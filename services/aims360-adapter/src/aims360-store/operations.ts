/** Everything that we write in AIMS360, by the names that the configuration uses. */
export const operations = [
  'createRma',
  'editRma',
  'receiveRma',
  'voidRma',
  'creditRma',
  'debit',
  'importOrder',
  'amendOrder',
] as const;
export type Operation = (typeof operations)[number];

/** For a sentence: what a person does instead. */
export const operationWords: Readonly<Record<Operation, string>> = {
  createRma: 'RMAs are created',
  editRma: 'RMAs are edited',
  receiveRma: 'receipts are booked',
  voidRma: 'RMAs are voided',
  creditRma: 'credits are confirmed',
  debit: 'AR adjustments are posted',
  importOrder: 'exchange orders are imported',
  amendOrder: 'orders are amended',
};
