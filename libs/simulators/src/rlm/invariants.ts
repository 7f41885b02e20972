import { orderTotals } from './orders/totals.js';
import { isEnded } from './ra/entities.js';
import type { Company } from './state.js';

type Rule = (company: Company) => string[];

const repeated = (keys: readonly string[]): string[] => {
  const seen = new Set<string>();
  return keys.filter((key) => seen.has(key) || !seen.add(key));
};

const balancesAreTheirTxns: Rule = (company) =>
  Object.values(company.balances).flatMap(({ warehouse, sku, on_hand }) => {
    const sum = company.txns
      .filter((txn) => txn.warehouse === warehouse && txn.sku === sku)
      .reduce((total, txn) => total + txn.qty, 0);
    return sum === on_hand ? [] : [`${sku} in ${warehouse}: on hand ${on_hand} ≠ log ${sum}`];
  });

const unitsBalance: Rule = (company) => {
  const moved = (types: readonly string[]): number =>
    company.txns.filter((txn) => types.includes(txn.type)).reduce((sum, txn) => sum + txn.qty, 0);
  const lines = company.orders.flatMap((order) => order.lines);
  const shipped = lines.reduce((sum, line) => sum + line.shipped_qty, 0);
  const restocked = company.refundImports
    .flatMap(({ result }) => result.restocked)
    .reduce((sum, each) => sum + each.quantity, 0);
  return [
    ...(moved(['SHIP']) === -shipped ? [] : ['shipped units and the log disagree']),
    ...(moved(['REFUND_RESTOCK', 'REFUND_SECOND']) === restocked ? [] : ['restocked units and the log disagree']),
    ...lines
      .filter((line) => line.returned_qty > line.shipped_qty)
      .map((line) => `line ${line.external_line_id ?? line.sku}: returned > shipped`),
  ];
};

const oneCreditPerRefund: Rule = (company) =>
  repeated(company.credits.map((credit) => credit.external_refund_id.split('/').at(-1) ?? '')).map(
    (id) => `refund ${id} was credited twice`,
  );

const creditsAreTheMoney: Rule = (company) =>
  company.refundImports
    .filter(({ whole, result, money_refunded }) => whole && result.credit_total !== money_refunded)
    .map(({ refund_id }) => `refund ${refund_id}: credit ≠ money refunded`);

const oneRaPerReturnAndDivision: Rule = (company) =>
  repeated(company.ras.map((ra) => `${ra.external_system}/${ra.external_rma_id}/${ra.division}`)).map(
    (key) => `two RAs for ${key}`,
  );

const raSumsAreTheirReceipts: Rule = (company) =>
  company.ras.flatMap((ra) =>
    ra.lines.flatMap((line) => {
      const counted = company.receipts
        .filter((receipt) => receipt.ra_number === ra.ra_number)
        .flatMap((receipt) => receipt.lines)
        .filter((each) => each.result === 'COUNTED' && each.ra_line_no === line.line_no)
        .reduce((sum, each) => sum + each.quantity, 0);
      const received = line.qty_received_first + line.qty_received_second + line.qty_received_other;
      const where = `RA ${ra.ra_number} line ${line.line_no}`;
      return [
        ...(received === counted ? [] : [`${where}: received ${received} ≠ receipts ${counted}`]),
        ...(received <= line.qty_authorized ? [] : [`${where}: received > authorised`]),
      ];
    }),
  );

/** An exchange order leaves nothing open on the customer's account: it comes to what was paid for it, to the cent (§7). */
const exchangesEndAtTheirPayment: Rule = (company) =>
  company.orders
    .filter((order) => order.special02 !== null && order.status !== 'CANCELLED')
    .flatMap((order) => {
      const { total } = orderTotals(order);
      const name = `order ${order.order_number}`;
      return [
        ...(total === order.payment ? [] : [`${name}: A/R ${total} ≠ paid ${order.payment}`]),
        ...(total < 0 ? [`${name}: A/R below zero`] : []),
      ];
    });

const oneOrderPerShopOrderAndDivision: Rule = (company) =>
  repeated(
    company.orders.flatMap(({ external_order_id: id, division, status }) =>
      id === null || status === 'CANCELLED' ? [] : [`${id.split('/').at(-1)}/${division}`],
    ),
  ).map((key) => `two orders for ${key}`);

const rules: readonly Rule[] = [
  balancesAreTheirTxns,
  unitsBalance,
  oneCreditPerRefund,
  creditsAreTheMoney,
  oneRaPerReturnAndDivision,
  raSumsAreTheirReceipts,
  exchangesEndAtTheirPayment,
  oneOrderPerShopOrderAndDivision,
];

/** What is broken, in words (contracts/rlm-and-3pl.md §9.11); empty when all is well. True after every call. */
export const brokenInvariants = (company: Company): string[] => rules.flatMap((rule) => rule(company));

/** At the end of a scenario every RA is closed, cancelled or on a worklist. */
export const unsettledRas = (company: Company): string[] =>
  company.ras
    .filter((ra) => !isEnded(ra) && !company.worklist.some((row) => row.ra_number === ra.ra_number))
    .map((ra) => `RA ${ra.ra_number} is still ${ra.status}`);
