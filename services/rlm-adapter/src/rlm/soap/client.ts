import { systemClock, type Clock } from '@backhaul/contracts';
import type { VendorClientOptions } from '@backhaul/vendor-http';
import type { RlmSection, SoapSection } from '../../config.js';
import type { RaDraft } from '../../rlm-return-authorization/authorize.js';
import type { MadeRa } from '../../rlm-return-authorization/ra-lines.js';
import type { PostedReceipt } from '../../rlm-return-authorization/receipts.js';
import type { ImportedRefund } from '../../rlm-return-authorization/refund.js';
import type { RefundDraft } from '../../rlm-return-authorization/refunds.js';
import type { VendorCall } from '../../vendor-call.js';
import type { ImportAnswer, RlmPort, RlmWarehouse, SeenRa, StockRead, StoredReceipt } from '../port.js';
import { byHand } from './capabilities.js';
import { creditsIn, importedAs, isFor, type ListedCredit } from './credits.js';
import { SoapOrders, type OrderMemory } from './orders.js';
import { planRefund, type RefundPlan } from './refund-plan.js';
import { creditRow, packedRow } from './rows.js';
import { rasOf, saidCredit, saidRas, type SaidCredit } from './said.js';
import { SoapServices } from './services.js';
import { readLevels } from './stock.js';
import { raValues, receiptValues, refundValues } from './values.js';

/** The code of the misc. charge that makes a credit the money that moved (contracts/rlm-and-3pl.md §2.1). */
const ADJUSTMENT_CODE = 'LOOPADJ';
/** Their days are local days of a place that we do not know. */
const DAY_MS = 24 * 3_600_000;

/** What people told of calls that were left to them, and which credit belongs to which refund. */
export interface PeoplesWord {
  /** What was said of this call; null as long as nothing was. */
  said(callKey: string): Promise<unknown>;
  /** Keeps the credit for the refund. False: it is another refund's. */
  claim(creditNumber: string, refundId: string): Promise<boolean>;
}

const TELL = 'Then tell Backhaul that it is done: no call of RLM can show it.';
const SEEN = 'It closes by itself once the credit shows in RLM.';
const NAME_IT =
  'Then tell Backhaul the number and the total of the credit: the misc. charge does not show in RLM’s list.';

/** RLM over its legacy SOAP services (contracts/rlm-and-3pl.md §1.2). What they lack a person does; look-ups read what people said. */
export class SoapClient implements RlmPort {
  readonly orders: SoapOrders;
  readonly #services: SoapServices;
  readonly #section: RlmSection;
  readonly #soap: SoapSection;
  readonly #word: PeoplesWord;
  readonly #clock: Clock;

  constructor(
    section: RlmSection & { soap: SoapSection },
    { word, orders }: { word: PeoplesWord; orders: OrderMemory },
    observed: Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'> = {},
  ) {
    this.#services = new SoapServices(section, section.soap, observed);
    this.#section = section;
    this.#soap = section.soap;
    this.#word = word;
    this.#clock = observed.clock ?? systemClock;
    this.orders = new SoapOrders(this.#services, orders, this.#clock);
  }

  async findRas(draft: RaDraft, call: VendorCall): Promise<MadeRa[]> {
    const said = saidRas.safeParse(await this.#word.said(call.key)).data;
    return (said === undefined ? null : rasOf(draft, said)) ?? [];
  }

  /** A person makes them, and says so. */
  madeByOthers(): Promise<string | null> {
    return Promise.resolve(null);
  }

  async *changedRas(): AsyncIterable<readonly SeenRa[]> {}

  createRas(draft: RaDraft, _call: VendorCall): Promise<MadeRa[]> {
    const done = 'Then tell Backhaul the number that RLM gave it; RLM makes one RA per division.';
    return Promise.reject(byHand('createRas', raValues(draft), done));
  }

  isTransmitted(_raNumber: string, call: VendorCall): Promise<boolean> {
    return this.#isSaid(call);
  }

  transmitRa(raNumber: string, _call: VendorCall): Promise<void> {
    return Promise.reject(byHand('transmitRa', { ra: raNumber }, TELL));
  }

  cancelRa(raNumber: string, _call: VendorCall): Promise<void> {
    return Promise.reject(byHand('cancelRa', { ra: raNumber }, TELL));
  }

  isCancelled(_raNumber: string, call: VendorCall): Promise<boolean> {
    return this.#isSaid(call);
  }

  async findReceipt(_posted: PostedReceipt, call: VendorCall): Promise<StoredReceipt | null> {
    return (await this.#isSaid(call)) ? {} : null;
  }

  postReceipt(posted: PostedReceipt, _call: VendorCall): Promise<StoredReceipt> {
    return Promise.reject(byHand('postReceipt', receiptValues(posted), TELL));
  }

  markExported(): Promise<void> {
    return Promise.resolve();
  }

  async findImport(draft: RefundDraft, call: VendorCall): Promise<ImportedRefund | null> {
    const plan = await this.#planOf(draft, call);
    if (plan.kind !== 'plan') return null;
    const said = saidCredit.safeParse(await this.#word.said(call.key)).data;
    const credits = await this.#creditsSince(draft, call);
    if (said !== undefined) return this.#named(credits, said, draft, plan);
    for (const credit of credits.filter((each) => isFor(each, draft, plan)))
      if (await this.#word.claim(credit.number, draft.refund.refundId)) return importedAs(credit, plan, null);
    return null;
  }

  async importRefund(draft: RefundDraft, call: VendorCall): Promise<ImportAnswer> {
    const plan = await this.#planOf(draft, call);
    if (plan.kind !== 'plan') return plan;
    const named = saidCredit.safeParse(await this.#word.said(call.key)).data?.creditNumber;
    const missing =
      named === undefined ? '' : `Credit ${named} does not show for this order in RLM: name the right one. `;
    const done = `${missing}${plan.adjustment.amount === 0 ? SEEN : NAME_IT}`;
    throw byHand('importRefund', refundValues(draft, plan, ADJUSTMENT_CODE), done);
  }

  /** The services have none: those of the configuration, once an answer shows that user and key are right. */
  async warehouses(call: VendorCall): Promise<RlmWarehouse[]> {
    await readLevels(this.#services, this.#soap, ['none'], call);
    return this.#soap.warehouses.map(({ number, quality, locationId = null, secondQualityWarehouse = null }) => ({
      ...{ number, quality, locationId, secondQualityWarehouse },
    }));
  }

  async levels(skus: readonly string[], call: VendorCall): Promise<StockRead> {
    // Before the first read: a movement during the reads belongs to a later export.
    const readAt = this.#clock.now();
    return { levels: await readLevels(this.#services, this.#soap, skus, call), readAt };
  }

  /** The services list stock as it is, never what moved: what no return of ours moved is not exported over them. */
  changedLevels(): Promise<StockRead> {
    return Promise.resolve({ levels: [], readAt: this.#clock.now() });
  }

  async #isSaid(call: VendorCall): Promise<boolean> {
    return (await this.#word.said(call.key)) !== null;
  }

  /** A credit that a person named has to be there and of this order; otherwise the task stays. */
  async #named(
    credits: readonly ListedCredit[],
    { creditNumber, total }: SaidCredit,
    draft: RefundDraft,
    plan: RefundPlan,
  ): Promise<ImportedRefund | null> {
    const credit = credits.find(({ number }) => number === creditNumber);
    if (credit === undefined || credit.rows[0].ORIGINAL_CUSTOMER_PO !== draft.refund.orderName) return null;
    const isOurs = await this.#word.claim(creditNumber, draft.refund.refundId);
    return isOurs ? importedAs(credit, plan, total ?? null) : null;
  }

  async #planOf(draft: RefundDraft, call: VendorCall): Promise<ReturnType<typeof planRefund>> {
    const filter = { CUSTOMER_PO: draft.refund.orderName };
    const packed = await this.#services.read('PackedOrders.getSelected', filter, packedRow, call);
    // A server that ignores the filter must not lend us another order's goods.
    const own = packed.filter(({ CUSTOMER_PO }) => CUSTOMER_PO === draft.refund.orderName);
    return planRefund(draft, own, this.#soap.warehouses, this.#section.warehouse);
  }

  async #creditsSince({ refund }: RefundDraft, call: VendorCall): Promise<ListedCredit[]> {
    const from = new Date(Date.parse(refund.createdAt) - DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
    return creditsIn(await this.#services.read('Billing.getCredits', { DATE_FROM: from }, creditRow, call));
  }
}
