import { creditOf, debitOf, memoStatus, openBalanceOfMemo, transactionByID, unappliedCreditOf } from '../ar/ledger.js';
import type { Application, ArBatch, ArTransaction, CreditMemo } from '../ar/ledger.js';
import { itemsBy } from '../items-by.js';
import type { Code, Customer, StyleColor } from '../masters/entities.js';
import { toWire } from '../money.js';
import type { Row } from '../odata/shape.js';
import type { Tenant } from '../state.js';
import { onHand } from '../stock/ledger.js';

export const customerRow = (tenant: Tenant, customer: Customer): Row => ({
  ...customer,
  balance: toWire(customer.balance),
  unappliedCredit: toWire(unappliedCreditOf(tenant, customer.customerAccount)),
});

export const styleColorRow = (styleColor: StyleColor): Row => ({
  ...styleColor,
  bodyDescription: styleColor.description,
  originCountryName: 'Portugal',
  status: 'Active',
  wholesalePrice: toWire(styleColor.wholesalePrice),
  retailPrice: toWire(styleColor.retailPrice),
});

export const codeRow = (prefix: string, code: Code & { symbol?: string }): Row => ({
  [`${prefix}ID`]: code.id,
  [`${prefix}Code`]: code.code,
  [`${prefix}Name`]: code.name,
  [`${prefix}Enabled`]: code.enabled,
  ...(code.symbol === undefined ? {} : { [`${prefix}Symbol`]: code.symbol }),
});

export const creditMemoRow = (tenant: Tenant, memo: CreditMemo): Row => {
  const open = openBalanceOfMemo(tenant, memo);
  return { ...memo, amount: toWire(memo.amount), openBalance: toWire(open), status: memoStatus(memo, open) };
};

const applicationRow = (tenant: Tenant, other: string, { amount, appliedOn }: Application): Row => {
  const row = transactionByID(tenant, other);
  return {
    transactionID: other,
    transactionType: row?.transactionType ?? null,
    document: row?.document ?? null,
    amount: toWire(amount),
    appliedOn,
  };
};

/** Applications to invoices; adjustments name their credit in `appliedToTransactionID`. */
const applicationRows = (tenant: Tenant, { transactionID: id }: ArTransaction): Row[] => [
  ...itemsBy(tenant.applications, creditOf, id).map((each) => applicationRow(tenant, each.debitTransactionID, each)),
  ...itemsBy(tenant.applications, debitOf, id).map((each) => applicationRow(tenant, each.creditTransactionID, each)),
];

export const transactionRow = (tenant: Tenant, row: ArTransaction): Row => ({
  ...row,
  amount: toWire(row.amount),
  openBalance: toWire(row.openBalance),
  // Looked up only where it is shown: a list of thousands would wait for it.
  get applications() {
    return applicationRows(tenant, row);
  },
});

/** The answer to Post Transactions. */
export const postedBatchRow = (tenant: Tenant, batch: ArBatch, rows: readonly ArTransaction[]): Row => ({
  batchID: batch.batchID,
  status: batch.status,
  transactions: rows.map((row) => transactionRow(tenant, row)),
});

const sizesIn = (tenant: Tenant, warehouseID: string, { styleColorID, sizes }: StyleColor): Row[] =>
  sizes.map(({ sizeName, upc }) => {
    const units = onHand(tenant, warehouseID, styleColorID, sizeName);
    return { sizeName, upc, onHand: units, allocated: 0, ots: units };
  });

export const inventoryRows = (tenant: Tenant): Row[] =>
  tenant.warehouses.flatMap(({ warehouseID, warehouseCode }) =>
    tenant.styleColors.map((styleColor) => ({
      inventoryKey: `${warehouseCode}/${styleColor.styleColorID}`,
      styleColorID: styleColor.styleColorID,
      style: styleColor.style,
      color: styleColor.color,
      warehouseID,
      warehouseCode,
      sizes: sizesIn(tenant, warehouseID, styleColor),
    })),
  );
