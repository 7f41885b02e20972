import { VendorError } from '@backhaul/vendor-http';
import { operationWords, type Operation } from '../aims360-store/operations.js';
import { PersonNeeded, type Aims360Port, type Mode } from './port.js';
import { errorOf } from './session.js';

/** Which operations the store's AIMS360 turned out to have no call for. Remembered over restarts. */
export interface LostOperations {
  has(operation: Operation): Promise<boolean>;
  lose(operation: Operation): Promise<void>;
}

/** Under which kind of task a person does it instead. */
const taskKinds: Readonly<Record<Operation, string>> = {
  createRma: 'create-rma',
  editRma: 'edit-rma',
  receiveRma: 'receive-rma',
  voidRma: 'void-rma',
  creditRma: 'confirm-credit',
  debit: 'post-debit',
  importOrder: 'import-exchange-order',
  amendOrder: 'amend-order',
};

/** Whether the document that the call named is there: then it is the path that is not. */
type IsThere = () => Promise<boolean>;

/**
 * Leaves writes to people where the store wants it so, or where AIMS360 has no such call: its write paths are assumed
 * (contracts/aims360.md §2), so one that is not there makes its operation a person's from then on. Nothing is lost by it.
 */
export function withModes(
  port: Aims360Port,
  configured: Readonly<Record<Operation, Mode>>,
  lost: LostOperations,
): Aims360Port {
  const modeOf = async (operation: Operation): Promise<Mode> =>
    configured[operation] === 'operator' || (await lost.has(operation)) ? 'operator' : 'api';

  async function write<T>(operation: Operation, isThere: IsThere, call: () => Promise<T>): Promise<T> {
    if ((await modeOf(operation)) === 'operator') throw byHand(operation);
    try {
      return await call();
    } catch (error) {
      if (!isNoPath(error) || !(await isThere())) throw error;
      await lost.lose(operation);
      throw byHand(operation);
    }
  }

  const rmaIsThere = (rmaId: string, signal?: AbortSignal) => () => port.hasRma(rmaId, signal);
  const readJustBefore = () => Promise.resolve(true);

  return {
    ...port,
    modeOf,
    createRma: (draft, signal) => write('createRma', readJustBefore, () => port.createRma(draft, signal)),
    editRma: (rmaId, patch, signal) =>
      write('editRma', rmaIsThere(rmaId, signal), () => port.editRma(rmaId, patch, signal)),
    receiveRma: (receipt, signal) => write('receiveRma', readJustBefore, () => port.receiveRma(receipt, signal)),
    voidRma: (rmaId, signal) => write('voidRma', rmaIsThere(rmaId, signal), () => port.voidRma(rmaId, signal)),
    previewCredit: (rmaId, currency, signal) =>
      write('creditRma', rmaIsThere(rmaId, signal), () => port.previewCredit(rmaId, currency, signal)),
    confirmCredit: (rmaId, signal) =>
      write('creditRma', rmaIsThere(rmaId, signal), () => port.confirmCredit(rmaId, signal)),
    enterDebit: (draft, signal) => write('debit', readJustBefore, () => port.enterDebit(draft, signal)),
    postDebit: (debit, signal) => {
      const isStaged = async (): Promise<boolean> => (await port.findDebit(debit, signal)) !== null;
      return write('debit', isStaged, () => port.postDebit(debit, signal));
    },
    importOrder: (draft, signal) => write('importOrder', readJustBefore, () => port.importOrder(draft, signal)),
    amendOrder: (draft, signal) => write('amendOrder', readJustBefore, () => port.amendOrder(draft, signal)),
  };
}

function byHand(operation: Operation): PersonNeeded {
  const message = `In this store ${operationWords[operation]} by a person in AIMS360, with exactly these values.`;
  return new PersonNeeded(taskKinds[operation], message);
}

/** Neither the path nor a document under it: the ERP says the same of both. */
export const isNoPath = (error: unknown): boolean =>
  error instanceof VendorError && error.status === 404 && errorOf(error)?.code === 'ResourceNotFound';
