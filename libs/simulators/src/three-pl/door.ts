import type { Delivery, Kernel } from '../kernel/index.js';
import { addMailbox, ediDoor, type EdiDoor, type NewMailbox } from './edi/door.js';
import { mailboxOf } from './edi/mailbox.js';
import type { EdiPartner } from './edi/partner.js';
import type { SftpPlace } from './edi/sftp-place.js';
import type { Client, Receipt, ReturnOrder, WarehouseKind } from './entities.js';
import { receive, receiveBlind, reviseReceipt } from './receipts/commands.js';
import type { Arrival, BlindArrival, Correction } from './receipts/commands.js';
import { ThreePlRefusal, found } from './refusal.js';
import { moveTo } from './return-orders/status.js';
import type { ThreePlState } from './state.js';
import { announce, type ReceiptEvent } from './webhook.js';

/** A merchant of the 3PL. Without a webhook address it must poll; with `edi` it talks by files, and receipts come as files. */
export interface NewClient {
  clientCode: string;
  apiKey: string;
  webhookUrl?: string;
  webhookSecret: string;
  /** Default: WEST1, EAST1, NORTH1. */
  warehouses?: string[];
  callsPerMinute?: number;
  edi?: NewMailbox;
  /** As whose API this client sees the warehouse. Default: the REST API of contracts/rlm-and-3pl.md §4.2. */
  kind?: WarehouseKind;
}

/**
 * The test-only side door of the 3PL: what happens at the warehouse. `clientCode` is needed only when two clients use
 * the same RA number.
 */
export interface ThreePlDoor extends EdiDoor {
  addClient(client: NewClient): void;
  setWebhook(clientCode: string, webhookUrl: string | null): void;
  /** An order that the warehouse has shipped; ShipHero takes no return without one. */
  addOrder(clientCode: string, orderNumber: string, skus: string[]): void;
  /** The box is there, nothing is opened yet: no receipt. */
  arrive(raNumber: string, clientCode?: string): ReturnOrder;
  /** The box is opened. Default: everything outstanding, good, final. Sends `return_receipt.created`. */
  receive(raNumber: string, arrival?: Arrival, clientCode?: string): Receipt;
  receiveBlind(arrival: BlindArrival): Receipt;
  /** Sends `return_receipt.updated` with the next revision. */
  reviseReceipt(receiptId: string, change: Correction): Receipt;
  returnOrders(clientCode?: string): ReturnOrder[];
  receipts(clientCode?: string): Receipt[];
  deliveries(): readonly Delivery[];
}

/** A client that is there already gets the new settings: after a restart its webhook may listen elsewhere. */
const addClient = (state: ThreePlState, input: NewClient): void => {
  const client: Client = {
    client_code: input.clientCode,
    apiKey: input.apiKey,
    webhookUrl: input.webhookUrl ?? null,
    webhookSecret: input.webhookSecret,
    warehouses: input.warehouses ?? ['WEST1', 'EAST1', 'NORTH1'],
    callsPerMinute: input.callsPerMinute ?? 150,
    kind: input.kind ?? 'rest',
  };
  state.clients = [...state.clients.filter((each) => each.client_code !== client.client_code), client];
  if (input.edi !== undefined) addMailbox(state, client.client_code, input.edi);
};

const ofClient = (clientCode: string | undefined) => (document: { client_code: string }) =>
  clientCode === undefined || document.client_code === clientCode;

const orderFor = (state: ThreePlState, raNumber: string, clientCode: string | undefined): ReturnOrder => {
  const orders = state.returnOrders.filter((each) => each.ra_number === raNumber && ofClient(clientCode)(each));
  if (orders.length > 1) throw new ThreePlRefusal('CONFLICT', `RA '${raNumber}' is used by several clients: name one.`);
  return found(orders[0], `RA '${raNumber}'`);
};

/** Builds the side door: every method works on the kernel's state at the kernel's time. */
export const threePlDoor = (kernel: Kernel<ThreePlState>, partner: EdiPartner, place: SftpPlace): ThreePlDoor => {
  const { state, clock, webhooks } = kernel;
  const tell = (type: ReceiptEvent, receipt: Receipt): void => {
    if (mailboxOf(state, receipt.client_code) === undefined) announce(kernel, type, receipt);
    else partner.sendReceipt(receipt);
  };
  // Copies: what a test holds must not change under it.
  const created = (receipt: Receipt): Receipt => {
    tell('return_receipt.created', receipt);
    return structuredClone(receipt);
  };
  return {
    ...ediDoor(state, partner, place),
    addClient: (client) => addClient(state, client),
    setWebhook: (clientCode, webhookUrl) => {
      found(
        state.clients.find((each) => each.client_code === clientCode),
        `Client '${clientCode}'`,
      ).webhookUrl = webhookUrl;
    },
    addOrder: (client_code, order_number, skus) => {
      const others = state.orders.filter((each) => each.order_number !== order_number);
      state.orders = [...others, { client_code, order_number, skus }];
    },
    arrive: (raNumber, clientCode) => {
      const order = orderFor(state, raNumber, clientCode);
      if (order.status === 'AWAITING_ARRIVAL') moveTo(order, 'ARRIVED', clock.now());
      return structuredClone(order);
    },
    receive: (raNumber, arrival = {}, clientCode) =>
      created(receive(state, orderFor(state, raNumber, clientCode), arrival, clock.now())),
    receiveBlind: (arrival) => created(receiveBlind(state, arrival, clock.now())),
    reviseReceipt: (receiptId, change) => {
      const receipt = reviseReceipt(state, receiptId, change, clock.now());
      tell('return_receipt.updated', receipt);
      return structuredClone(receipt);
    },
    returnOrders: (clientCode) => structuredClone(state.returnOrders.filter(ofClient(clientCode))),
    receipts: (clientCode) => structuredClone(state.receipts.filter(ofClient(clientCode))),
    deliveries: () => webhooks.deliveries,
  };
};
