import { notUnderstood } from '@backhaul/vendor-http';
import type { RmaSnapshot } from '../../aims360-rma/rma-snapshot.js';
import type { ErpOrder, StagedOrder } from '../../exchange-order/erp-order.js';
import { adjustmentDocument, creditTransaction, fitting, type AdjustmentDocument } from '../documents.js';
import { salesOrder, stagedOrder } from '../order-documents.js';
import {
  PersonNeeded,
  type Aims360Port,
  type AdjustmentChange,
  type Changed,
  type CreditChange,
  type DebitKey,
  type EnteredDebit,
  type RmaKey,
  type RmaReading,
} from '../port.js';
import { Recent } from '../recent.js';
import { readingOf } from '../rmas.js';
import { creditReadingOf, returnsOf } from '../credits.js';
import type { CreditOwner } from '../credit-owners.js';
import { toAdjustmentReading, toEntered } from '../to-adjustment.js';
import { toErpOrder, toStagedOrder } from '../to-orders.js';
import type { WarehouseNames } from '../to-rma-snapshot.js';
import type { Cells } from './columns.js';
import { orderFromRow, rmaFromRows, stagedFromRow, transactionFromRow } from './rows-to-documents.js';
import type { ViewName } from './view-settings.js';

/** A fresh export of a view. */
export type ReadView = <V extends ViewName>(view: V, signal?: AbortSignal) => Promise<Cells<V>[]>;

interface Store {
  readonly customerAccount: string;
  readonly secondsWarehouse: string | null;
}

/** What of the port only reads and is read of lists. */
type Reads = Pick<
  Aims360Port,
  | 'hasRma'
  | 'findRma'
  | 'changedRmas'
  | 'openCredits'
  | 'adjustments'
  | 'findDebit'
  | 'stagedOrders'
  | 'findStaged'
  | 'findOrder'
  | 'findAmended'
>;

/** So many credit memos keep their RMA in memory. */
const KEPT = 5_000;

/** Reads everything from exports of views: AIMS360 has them for every account, also without an API for lists. */
export function bulkViewReads(read: ReadView, { customerAccount, secondsWarehouse }: Store): Reads {
  const names: WarehouseNames = { codeOf: (code) => code, seconds: secondsWarehouse };
  const owners = new Recent<CreditOwner>(KEPT);

  async function rmaRows(account: string, signal?: AbortSignal): Promise<Cells<'rmas'>[][]> {
    const rows = (await read('rmas', signal)).filter(({ CustomerAccount }) => CustomerAccount === account);
    for (const { CreditMemo, RMA, LoopReturnID } of rows) {
      if (CreditMemo === null) continue;
      const externalReturnId = LoopReturnID === null ? null : String(LoopReturnID);
      owners.keep(String(CreditMemo), { rmaNumber: String(RMA), externalReturnId });
    }
    return byNumber(rows);
  }

  async function findRma({ customerAccount: account, externalReturnId }: RmaKey, signal?: AbortSignal) {
    const ofReturn = (await rmaRows(account, signal)).filter(([row]) => String(row?.LoopReturnID) === externalReturnId);
    const found = ofReturn.flatMap((rows) => readingOf(rmaFromRows(rows), names) ?? []);
    const [match, ...others] = found.map((reading) => snapshotOf(reading));
    if (match === undefined || others.length === 0) return match ?? null;
    const surplus = others.map(({ rmaNumber }) => rmaNumber).join(', ');
    const message = `AIMS360 has several RMAs for return ${externalReturnId}: ${match.rmaNumber}, ${surplus}.`;
    throw new PersonNeeded('second-rma', message, { rma: match.rmaNumber, surplus });
  }

  async function transactions(signal?: AbortSignal): Promise<Transactions> {
    const rows = (await read('transactions', signal)).filter((row) => row.CustomerAccount === customerAccount);
    const adjustments = rows
      .filter(({ Type }) => /^(debit|credit)adjustment$/i.test(String(Type)))
      .map((row) => fitting(adjustmentDocument, transactionFromRow(row), 'an AR adjustment'));
    const credits = rows
      .filter(({ Type }) => String(Type) === 'CreditMemo')
      .map((row) => fitting(creditTransaction, transactionFromRow(row), 'a credit memo'));
    return { adjustments, credits };
  }

  async function ownerOf(creditMemo: string, signal?: AbortSignal): Promise<CreditOwner | undefined> {
    if (owners.get(creditMemo) === undefined) await rmaRows(customerAccount, signal);
    return owners.get(creditMemo);
  }

  async function staged(signal?: AbortSignal): Promise<StagedOrder[]> {
    const rows = (await read('webOrders', signal)).filter(({ Channel }) => Channel === 'Shopify');
    return rows.map((row) => toStagedOrder(fitting(stagedOrder, stagedFromRow(row), 'a staged order')));
  }

  async function findOrder(shopOrderId: string, signal?: AbortSignal): Promise<ErpOrder | null> {
    const rows = (await read('orders', signal)).filter(
      (row) => row.CustomerAccount === customerAccount && String(row.ThirdPartyOrderID) === shopOrderId,
    );
    const [row, ...others] = rows;
    if (row === undefined) return null;
    if (others.length > 0) {
      const numbers = rows.map(({ Order }) => String(Order)).join(', ');
      throw new PersonNeeded('second-order', `AIMS360 has several orders for one Shopify order: ${numbers}.`, {
        numbers,
      });
    }
    const codes = { shippingTypeOf: (code: string) => code, paymentTypeOf: (code: string) => code };
    const invoices = row.Invoice === null ? [] : [String(row.Invoice)];
    return toErpOrder(fitting(salesOrder, orderFromRow(row), 'an order'), codes, invoices);
  }

  return {
    async hasRma(rmaNumber, signal) {
      return (await rmaRows(customerAccount, signal)).some(([row]) => String(row?.RMA) === rmaNumber);
    },
    findRma,
    async *changedRmas(since, signal) {
      const documents = (await rmaRows(customerAccount, signal)).map(rmaFromRows);
      const changed = documents.flatMap((document): Changed<RmaReading>[] => {
        const what = readingOf(document, names);
        return what === null ? [] : [{ changedAt: changedAtOf(document), what }];
      });
      yield inOrder(changed, since);
    },
    async *openCredits(since, signal) {
      const { credits, adjustments } = await transactions(signal);
      const changes: Changed<CreditChange>[] = [];
      for (const row of credits.filter(({ lastModifiedOn }) => Date.parse(lastModifiedOn) >= since.getTime())) {
        const owner = await ownerOf(row.document, signal);
        if (owner === undefined) continue;
        const on = adjustments.filter((one) => one.posted && one.appliedToTransactionID === row.document);
        const what = {
          credit: creditReadingOf(row, owner),
          adjustments: on.map((one) => toAdjustmentReading(one, row.document)),
        };
        changes.push({ changedAt: row.lastModifiedOn, what });
      }
      yield inOrder(changes, since);
    },
    async *adjustments(since, signal) {
      const { adjustments } = await transactions(signal);
      const changes: Changed<AdjustmentChange>[] = [];
      for (const row of adjustments.filter(({ posted }) => posted)) {
        const creditDocument = row.appliedToTransactionID ?? null;
        const owner = creditDocument === null ? undefined : await ownerOf(creditDocument, signal);
        const externalReturnIds = returnsOf(row.reference ?? null, owner?.externalReturnId ?? null);
        if (externalReturnIds.length === 0) continue;
        const adjustment = toAdjustmentReading(row, creditDocument);
        changes.push({ changedAt: row.lastModifiedOn, what: { adjustment, externalReturnIds } });
      }
      yield inOrder(changes, since);
    },
    async findDebit(key, signal): Promise<EnteredDebit | null> {
      const { adjustments } = await transactions(signal);
      const [row, ...others] = adjustments.filter((one) => carries(one, key));
      if (others.length > 0)
        throw new PersonNeeded('post-debit', `AIMS360 has several adjustments with ${key.reference}.`);
      return row === undefined ? null : toEntered(row);
    },
    async *stagedOrders(since, signal) {
      const orders = await staged(signal);
      const changes = orders.map((what): Changed<StagedOrder> => ({ changedAt: what.updatedAt, what }));
      yield inOrder(changes, since);
    },
    async findStaged(shopOrderId, signal) {
      return (await staged(signal)).find((one) => one.shopOrderId === shopOrderId) ?? null;
    },
    findOrder,
    async findAmended({ originalOrderId }, signal) {
      const order = await findOrder(originalOrderId, signal);
      // No view shows which line of the shop a line is.
      return order === null ? null : { order, orderLineIds: [] };
    },
  };
}

/** The rows of each RMA. */
function byNumber(rows: readonly Cells<'rmas'>[]): Cells<'rmas'>[][] {
  const groups = new Map<unknown, Cells<'rmas'>[]>();
  for (const row of rows) {
    const group = groups.get(row.RMA);
    if (group === undefined) groups.set(row.RMA, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

interface Transactions {
  readonly adjustments: readonly AdjustmentDocument[];
  readonly credits: readonly Parameters<typeof creditReadingOf>[0][];
}

const carries = ({ reference, transactionType }: AdjustmentDocument, key: DebitKey): boolean =>
  reference === key.reference && transactionType === (key.kind === 'credit' ? 'CreditAdjustment' : 'DebitAdjustment');

function changedAtOf(document: { lastModifiedOn: unknown }): string {
  const at = new Date(String(document.lastModifiedOn));
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  throw notUnderstood('AIMS360', 'an RMA of the view has no time of its last change');
}

function snapshotOf(reading: RmaReading): RmaSnapshot {
  if ('rma' in reading) return reading.rma;
  throw new PersonNeeded('rma-unreadable', `RMA ${reading.rmaNumber} cannot be read: ${reading.problem}`);
}

/** Oldest change first. What vanished from a view is no deletion: nothing is told of it (contracts/aims360.md §4.3). */
const inOrder = <T>(changes: readonly Changed<T>[], since: Date): Changed<T>[] =>
  changes
    .filter(({ changedAt }) => changedAt >= since.toISOString())
    .toSorted((one, other) => one.changedAt.localeCompare(other.changedAt));
