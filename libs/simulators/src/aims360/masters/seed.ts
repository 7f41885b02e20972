import { newGuid } from '../ids.js';
import type { AimsState } from '../state.js';
import type { Code, CodeLists, Customer, Warehouse, WarehouseType } from './entities.js';

type Named = readonly (readonly [code: string, name: string])[];

const lists: Readonly<Record<Exclude<keyof CodeLists, 'currencies'>, Named>> = {
  returnAuthorizations: [
    ['FIT', 'Fit'],
    ['DMG', 'Damaged'],
    ['WRONG', 'Wrong item'],
    ['OTHER', 'Other'],
  ],
  // contracts/aims360.md §5.4
  debitAdjustments: [
    ['SHOPREF', 'Shopify refund'],
    ['SHOPGC', 'Shopify gift card'],
    ['SHOPEXC', 'Shopify exchange'],
    ['RETFEE', 'Return fee'],
    ['ROUND', 'Rounding'],
  ],
  creditAdjustments: [
    ['ROUND', 'Rounding'],
    ['OTHER', 'Other'],
  ],
  terms: [
    ['SHOPPAY', 'Shopify payments'],
    ['EXCH', 'Exchange'],
    ['NET30', 'Net 30'],
  ],
  shipvias: [
    ['UPSG', 'UPS Ground'],
    ['USPSP', 'USPS Priority'],
  ],
  discountReasons: [['PROMO', 'Promotion']],
};

const coded = (state: AimsState, named: Named): Code[] =>
  named.map(([code, name]) => ({ id: newGuid(state, 'code'), code, name, enabled: true }));

/** The code lists of contracts/aims360.md §8.3. */
export const seedCodes = (state: AimsState): CodeLists => ({
  returnAuthorizations: coded(state, lists.returnAuthorizations),
  debitAdjustments: coded(state, lists.debitAdjustments),
  creditAdjustments: coded(state, lists.creditAdjustments),
  terms: coded(state, lists.terms),
  shipvias: coded(state, lists.shipvias),
  discountReasons: coded(state, lists.discountReasons),
  currencies: [['USD', 'US dollar', '$'] as const, ['CAD', 'Canadian dollar', '$'] as const].map(
    ([code, name, symbol]) => ({ id: newGuid(state, 'currency'), code, name, symbol, enabled: true }),
  ),
});

const warehouses: readonly (readonly [string, string, WarehouseType])[] = [
  ['MAIN', 'Main warehouse', 'Regular'],
  ['SECONDS', 'Seconds', 'Seconds'],
  ['RETURNS3PL', 'Returns 3PL', '3PL'],
];

export const seedWarehouses = (state: AimsState, at: string): Warehouse[] =>
  warehouses.map(([warehouseCode, warehouseName, warehouseType]) => ({
    warehouseID: newGuid(state, 'warehouse'),
    warehouseCode,
    warehouseName,
    state: 'CA',
    warehouseType,
    isActive: true,
    lastModifiedOn: at,
  }));

const customers = [
  ['SHPFY-US', 'Shopify US'],
  ['SHPFY-CA', 'Shopify Canada'],
  ['WHSL-0042', 'Wholesale customer 42'],
] as const;

/** All shoppers of a Shopify store share one customer account (contracts/aims360.md §6). */
export const seedCustomers = (state: AimsState, codes: CodeLists, at: string): Customer[] =>
  customers.map(([customerAccount, customerName]) => ({
    customerID: newGuid(state, 'customer'),
    customerAccount,
    customerName,
    termID: codes.terms[0]?.id ?? null,
    shipviaID: codes.shipvias[0]?.id ?? null,
    isActive: true,
    balance: 0,
    lastModifiedOn: at,
  }));
