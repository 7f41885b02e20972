import type { Company, CompanySettings, RlmState } from '../state.js';
import { addItem } from './add-item.js';
import type { NewItem } from './add-item.js';
import type { Warehouse } from './entities.js';

/** A merchant to simulate. `locations` and `threeplCodes` map warehouse numbers to Shopify locations and 3PL buildings. */
export interface NewCompany {
  company: number;
  apiKey: string;
  currency?: string;
  locations?: Record<string, string>;
  threeplCodes?: Record<string, string>;
  settings?: Partial<CompanySettings>;
}

const defaultThreeplCodes: Readonly<Record<string, string>> = { '1': 'WEST1', '2': 'EAST1', '3': 'NORTH1' };

/** Three first-quality warehouses; the damages warehouse 91 is assigned to two of them, so that one has none (§9.1). */
const warehousesOf = (input: NewCompany, updated_at: string): Warehouse[] => {
  const warehouse = (number: number, name: string, second: number | null): Warehouse => ({
    number,
    name,
    quality: number === 91 ? 'SECOND' : 'FIRST',
    second_quality_warehouse: second,
    shopify_location_id: input.locations?.[String(number)] ?? null,
    threepl_code: (input.threeplCodes ?? defaultThreeplCodes)[String(number)] ?? null,
    updated_at,
  });
  return [
    warehouse(1, 'West', 91),
    warehouse(2, 'East', 91),
    warehouse(3, 'North', null),
    warehouse(91, 'Damages', null),
  ];
};

/** Two divisions, a SKU without UPC, a style with a length (§9.1). */
const seedItems: readonly NewItem[] = [
  { style: 'TS100', color: 'BLK', size: 'S', openingStock: { '1': 20 } },
  { style: 'TS100', color: 'BLK', size: 'M', upc: '012345678905', openingStock: { '1': 20, '2': 20 } },
  { style: 'TS100', color: 'RED', size: 'M', upc: '012345678912', openingStock: { '1': 20 } },
  {
    style: 'PT200',
    color: 'NVY',
    size: '32',
    length: '30',
    upc: '012345678929',
    division: 30,
    openingStock: { '3': 20 },
  },
];

/** Adds the merchant with the seed of contracts/rlm-and-3pl.md §9.1; one that is already there stays as it is. */
export const addCompany = (state: RlmState, input: NewCompany, now: Date): Company => {
  const existing = state.companies[String(input.company)];
  if (existing !== undefined) return existing;
  const company: Company = {
    number: input.company,
    currency: input.currency ?? 'USD',
    apiKey: input.apiKey,
    settings: { noRestockRequiresReceipt: false, callsPerMinute: 60, soapUser: 'backhaul', ...input.settings },
    divisions: [
      { number: 20, name: 'Home' },
      { number: 30, name: 'Wear' },
    ],
    warehouses: warehousesOf(input, now.toISOString()),
    customers: [{ account: 'WEB0000', stores: [{ number: 1, name: 'Web store' }] }],
    items: [],
    orders: [],
    shipments: [],
    ras: [],
    receipts: [],
    refundImports: [],
    credits: [],
    txns: [],
    balances: {},
    worklist: [],
    counters: {},
    answered: {},
  };
  state.companies[String(input.company)] = company;
  for (const item of seedItems) addItem(company, item, now);
  return company;
};
