import type { Kernel } from '../kernel/index.js';
import { addTenant } from './add-tenant.js';
import { setView } from './bulk/set-view.js';
import type { Aims360Door, TenantMasters } from './door-types.js';
import { brokenInvariants } from './invariants.js';
import { itemsBy } from './items-by.js';
import { credited, setLoopLink } from './loop-link/link.js';
import { addOrder } from './masters/add-order.js';
import { addStyleColor } from './masters/add-style-color.js';
import { setCode, setWarehouse } from './masters/change.js';
import { codeListNames } from './masters/entities.js';
import { customerByAccount, itemByUpcOrSku, warehouseByCode } from './masters/lookup.js';
import { codeNamed, operatorApplyCredit, operatorPostBatch, operatorPostDebit, operatorReceive } from './operator.js';
import { cancelOrder } from './orders/cancel.js';
import { orderNamed } from './orders/find.js';
import { pickOrder } from './orders/pick.js';
import { shipOrder } from './orders/ship.js';
import { known } from './refusal.js';
import { confirmCredit } from './rma/credit.js';
import { rmaByNumber } from './rma/find.js';
import { voidRma } from './rma/void.js';
import { seedMany } from './seed-many.js';
import { planReading } from './shopify-reader.js';
import type { ReadShopify } from './shopify-reader.js';
import type { AimsState, Tenant } from './state.js';
import { onHand } from './stock/ledger.js';
import { invoiceRow, pickTicketRow } from './views/order-documents.js';
import { orderRow } from './views/order-row.js';
import { rmaRow } from './views/rma-row.js';
import { creditMemoRow, customerRow, styleColorRow, transactionRow } from './views/rows.js';
import { webOrderRow } from './views/web-order-row.js';
import { amendWebOrder } from './web-orders/amendments.js';
import type { WebOrder } from './web-orders/entities.js';
import { importWebOrder } from './web-orders/import.js';
import { stageWebOrder } from './web-orders/stage.js';

type Of = (accountCode: string) => Tenant;
type Part<Name extends keyof Aims360Door> = Pick<Aims360Door, Name>;

const byCode = (codes: readonly { id: string; code: string }[]): Record<string, string> =>
  Object.fromEntries(codes.map(({ code, id }) => [code, id]));

const mastersOf = (tenant: Tenant): TenantMasters => ({
  accountCode: tenant.accountCode,
  customerAccount: tenant.customerAccount,
  customerID: customerByAccount(tenant, tenant.customerAccount).customerID,
  warehouses: Object.fromEntries(tenant.warehouses.map((each) => [each.warehouseCode, each.warehouseID])),
  codes: Object.fromEntries(codeListNames.map((list) => [list, byCode(tenant.codes[list])])) as TenantMasters['codes'],
});

type SetUp =
  | 'addTenant'
  | 'masters'
  | 'configure'
  | 'setSecrets'
  | 'addUser'
  | 'expireTokens'
  | 'addStyleColor'
  | 'setWarehouse'
  | 'setCode'
  | 'mapShop'
  | 'setView'
  | 'setLoopLink'
  | 'seedMany';

const setUp = (kernel: Kernel<AimsState>, of: Of): Part<SetUp> => {
  const { state, clock } = kernel;
  return {
    addTenant: (input) => {
      const fresh = state.tenants[input.accountCode] === undefined;
      const tenant = addTenant(state, input, clock.now());
      if (fresh) planReading(kernel, tenant);
      return mastersOf(tenant);
    },
    masters: (accountCode) => mastersOf(of(accountCode)),
    configure: (accountCode, changes) => {
      const tenant = of(accountCode);
      const before = tenant.settings.readShopifyEveryMinutes;
      Object.assign(tenant.settings, changes);
      if (tenant.settings.readShopifyEveryMinutes !== before) planReading(kernel, tenant);
      return tenant.settings;
    },
    setSecrets: (accountCode, primarySecret, secondarySecret) =>
      void Object.assign(of(accountCode).credentials, { primarySecret, secondarySecret }),
    addUser: (accountCode, user) => void of(accountCode).credentials.otherUsers.push(user),
    expireTokens: (accountCode) => {
      for (const grant of Object.values(state.tokens)) {
        if (grant.accountCode === accountCode) grant.expiresAt = clock.now().toISOString();
      }
    },
    addStyleColor: (accountCode, styleColor) =>
      styleColorRow(addStyleColor(state, of(accountCode), styleColor, clock.now())),
    setWarehouse: (accountCode, code, changes = {}) => ({
      ...setWarehouse(state, of(accountCode), code, changes, clock.now()),
    }),
    setCode: (accountCode, list, code, changes = {}) => setCode(state, of(accountCode), list, code, changes).id,
    mapShop: (accountCode, shopDomain, customerAccount) => {
      const tenant = of(accountCode);
      const { [shopDomain]: _before, ...others } = tenant.shops;
      tenant.shops = customerAccount === null ? others : { ...others, [shopDomain]: customerAccount };
    },
    setView: (accountCode, source, viewName, columns, rowsOf) =>
      void setView(of(accountCode), { source, viewName, columns, ...(rowsOf === undefined ? {} : { rowsOf }) }),
    setLoopLink: (accountCode, link) => setLoopLink(kernel, of(accountCode), link),
    seedMany: (accountCode, many) => seedMany(state, of(accountCode), many, clock.now()),
  };
};

type AtReturns = 'operatorReceive' | 'operatorConfirmCredit' | 'operatorVoid';

const atReturns = (kernel: Kernel<AimsState>, of: Of): Part<AtReturns> => ({
  operatorReceive: (accountCode, rma, receipt = {}) => {
    const tenant = of(accountCode);
    return rmaRow(tenant, operatorReceive(tenant, rmaByNumber(tenant, rma), receipt, kernel.clock.now()));
  },
  operatorConfirmCredit: (accountCode, number, creditMemoDate) => {
    const tenant = of(accountCode);
    const rma = rmaByNumber(tenant, number);
    const before = rma.status;
    const body = { creditMemoDate: creditMemoDate ?? null };
    const memo = confirmCredit(kernel.state, tenant, rma, body, kernel.clock.now());
    if (rma.status !== before) credited(kernel, tenant, rma);
    return creditMemoRow(tenant, memo);
  },
  operatorVoid: (accountCode, rma) => {
    const tenant = of(accountCode);
    return rmaRow(tenant, voidRma(rmaByNumber(tenant, rma), kernel.clock.now()));
  },
});

type AtReceivables = 'operatorPostDebit' | 'operatorPostBatch' | 'operatorApplyCredit' | 'closePeriod' | 'openPeriod';

const atReceivables = ({ state, clock }: Kernel<AimsState>, of: Of): Part<AtReceivables> => ({
  operatorPostDebit: (accountCode, debit) =>
    transactionRow(of(accountCode), operatorPostDebit(state, of(accountCode), debit, clock.now())),
  operatorPostBatch: (accountCode, batchID) => operatorPostBatch(of(accountCode), batchID, clock.now()),
  operatorApplyCredit: (accountCode, application) =>
    transactionRow(of(accountCode), operatorApplyCredit(of(accountCode), application, clock.now())),
  closePeriod: (accountCode, through) => void (of(accountCode).settings.closedThrough = through),
  openPeriod: (accountCode) => void (of(accountCode).settings.closedThrough = null),
});

type AtOrders =
  | 'addOrder'
  | 'stageWebOrder'
  | 'amendWebOrder'
  | 'operatorImportWebOrder'
  | 'operatorReadShopify'
  | 'operatorPickOrder'
  | 'operatorCancelOrder'
  | 'operatorShipOrder';

const orderNameOf = (webOrder: WebOrder): string => webOrder.orderName;

const atOrders = ({ state, clock }: Kernel<AimsState>, of: Of, read: ReadShopify): Part<AtOrders> => ({
  addOrder: (accountCode, order) => {
    const tenant = of(accountCode);
    return orderRow(tenant, addOrder(state, tenant, order, clock.now()));
  },
  stageWebOrder: (accountCode, order) => {
    const tenant = of(accountCode);
    return webOrderRow(tenant, stageWebOrder(state, tenant, order, clock.now()));
  },
  amendWebOrder: (accountCode, name, lines) => {
    const tenant = of(accountCode);
    const shopDomain = Object.keys(tenant.shops)[0] ?? '';
    const amended = amendWebOrder(state, tenant, orderNamed(tenant, name), { shopDomain, lines }, clock.now());
    return webOrderRow(tenant, amended);
  },
  operatorImportWebOrder: (accountCode, orderName, { shipvia, term } = {}) => {
    const tenant = of(accountCode);
    const webOrder = known(itemsBy(tenant.webOrders, orderNameOf, orderName)[0], `Web order '${orderName}'`);
    const fill = {
      ...(shipvia === undefined ? {} : { shipviaID: codeNamed(tenant, 'shipvias', shipvia) }),
      ...(term === undefined ? {} : { termID: codeNamed(tenant, 'terms', term) }),
    };
    return orderRow(tenant, importWebOrder(state, tenant, webOrder, fill, clock.now()).order);
  },
  operatorReadShopify: async (accountCode) => {
    const tenant = of(accountCode);
    return (await read(tenant)).map((webOrder) => webOrderRow(tenant, webOrder));
  },
  operatorPickOrder: (accountCode, order, status = 'O') => {
    const tenant = of(accountCode);
    return pickTicketRow(tenant, pickOrder(state, tenant, orderNamed(tenant, order), status, clock.now()));
  },
  operatorCancelOrder: (accountCode, order) => {
    const tenant = of(accountCode);
    return orderRow(tenant, cancelOrder(orderNamed(tenant, order), clock.now()));
  },
  operatorShipOrder: (accountCode, order, shipment = {}) => {
    const tenant = of(accountCode);
    return invoiceRow(tenant, shipOrder(state, tenant, orderNamed(tenant, order), shipment, clock.now()));
  },
});

type Looks =
  | 'rmas'
  | 'credits'
  | 'arTransactions'
  | 'orders'
  | 'webOrders'
  | 'invoices'
  | 'customers'
  | 'loopLinkLog'
  | 'stock'
  | 'assertInvariants';

const looks = (of: Of): Part<Looks> => ({
  rmas: (accountCode) => of(accountCode).rmas.map((rma) => rmaRow(of(accountCode), rma)),
  credits: (accountCode) => of(accountCode).creditMemos.map((memo) => creditMemoRow(of(accountCode), memo)),
  arTransactions: (accountCode) => of(accountCode).transactions.map((row) => transactionRow(of(accountCode), row)),
  orders: (accountCode) => of(accountCode).orders.map((order) => orderRow(of(accountCode), order)),
  webOrders: (accountCode) => of(accountCode).webOrders.map((webOrder) => webOrderRow(of(accountCode), webOrder)),
  invoices: (accountCode) => of(accountCode).invoices.map((invoice) => invoiceRow(of(accountCode), invoice)),
  customers: (accountCode) => of(accountCode).customers.map((customer) => customerRow(of(accountCode), customer)),
  loopLinkLog: (accountCode) => [...(of(accountCode).loopLink?.log ?? [])],
  stock: (accountCode, warehouse, upc) => {
    const tenant = of(accountCode);
    const { styleColor, size } = itemByUpcOrSku(tenant, upc, null);
    const { warehouseID } = warehouseByCode(tenant, warehouse);
    return onHand(tenant, warehouseID, styleColor.styleColorID, size.sizeName);
  },
  assertInvariants: (accountCode) => {
    const broken = brokenInvariants(of(accountCode));
    if (broken.length > 0) throw new Error(`AIMS360 of ${accountCode}: ${broken.join('; ')}`);
  },
});

/** Builds the side door: every method works on the kernel's state at the kernel's time. */
export const aims360Door = (kernel: Kernel<AimsState>, read: ReadShopify): Aims360Door => {
  const of: Of = (accountCode) => known(kernel.state.tenants[accountCode], `Merchant '${accountCode}'`);
  return {
    ...setUp(kernel, of),
    ...atReturns(kernel, of),
    ...atReceivables(kernel, of),
    ...atOrders(kernel, of, read),
    ...looks(of),
  };
};
