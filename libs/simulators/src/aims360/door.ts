import type { Kernel } from '../kernel/index.js';
import { addTenant } from './add-tenant.js';
import type { Aims360Door, TenantMasters } from './door-types.js';
import { brokenInvariants } from './invariants.js';
import { addOrder } from './masters/add-order.js';
import { addStyleColor } from './masters/add-style-color.js';
import { codeListNames } from './masters/entities.js';
import { customerByAccount, itemByUpcOrSku, warehouseByCode } from './masters/lookup.js';
import { operatorPostDebit, operatorReceive } from './operator.js';
import { known } from './refusal.js';
import { confirmCredit } from './rma/credit.js';
import { rmaByNumber } from './rma/find.js';
import { voidRma } from './rma/void.js';
import type { AimsState, Tenant } from './state.js';
import { onHand } from './stock/ledger.js';
import { orderRow } from './views/order-row.js';
import { rmaRow } from './views/rma-row.js';
import { creditMemoRow, styleColorRow, transactionRow } from './views/rows.js';

const byCode = (codes: readonly { id: string; code: string }[]): Record<string, string> =>
  Object.fromEntries(codes.map(({ code, id }) => [code, id]));

const mastersOf = (tenant: Tenant): TenantMasters => ({
  accountCode: tenant.accountCode,
  customerAccount: tenant.customerAccount,
  customerID: customerByAccount(tenant, tenant.customerAccount).customerID,
  warehouses: Object.fromEntries(tenant.warehouses.map((each) => [each.warehouseCode, each.warehouseID])),
  codes: Object.fromEntries(codeListNames.map((list) => [list, byCode(tenant.codes[list])])) as TenantMasters['codes'],
});

/** Builds the side door: every method works on the kernel's state at the kernel's time. */
export const aims360Door = ({ state, clock }: Kernel<AimsState>): Aims360Door => {
  const of = (accountCode: string): Tenant => known(state.tenants[accountCode], `Merchant '${accountCode}'`);
  return {
    addTenant: (tenant) => mastersOf(addTenant(state, tenant, clock.now())),
    masters: (accountCode) => mastersOf(of(accountCode)),
    configure: (accountCode, settings) => Object.assign(of(accountCode).settings, settings),
    setSecrets: (accountCode, primarySecret, secondarySecret) =>
      void Object.assign(of(accountCode).credentials, { primarySecret, secondarySecret }),
    expireTokens: (accountCode) => {
      for (const grant of Object.values(state.tokens)) {
        if (grant.accountCode === accountCode) grant.expiresAt = clock.now().toISOString();
      }
    },
    addStyleColor: (accountCode, styleColor) =>
      styleColorRow(addStyleColor(state, of(accountCode), styleColor, clock.now())),
    addOrder: (accountCode, order) => {
      const tenant = of(accountCode);
      return orderRow(tenant, addOrder(state, tenant, order, clock.now()));
    },
    operatorReceive: (accountCode, rma, receipt = {}) => {
      const tenant = of(accountCode);
      return rmaRow(operatorReceive(tenant, rmaByNumber(tenant, rma), receipt, clock.now()));
    },
    operatorConfirmCredit: (accountCode, rma, creditMemoDate) => {
      const tenant = of(accountCode);
      const body = { creditMemoDate: creditMemoDate ?? null };
      return creditMemoRow(tenant, confirmCredit(state, tenant, rmaByNumber(tenant, rma), body, clock.now()));
    },
    operatorVoid: (accountCode, rma) => rmaRow(voidRma(rmaByNumber(of(accountCode), rma), clock.now())),
    operatorPostDebit: (accountCode, debit) =>
      transactionRow(operatorPostDebit(state, of(accountCode), debit, clock.now())),
    rmas: (accountCode) => of(accountCode).rmas.map(rmaRow),
    credits: (accountCode) => of(accountCode).creditMemos.map((memo) => creditMemoRow(of(accountCode), memo)),
    arTransactions: (accountCode) => of(accountCode).transactions.map(transactionRow),
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
  };
};
