/** The groups of paths that no public source shows (contracts/aims360.md §2, mark [A]): an account may lack any of them. */
export const assumedGroups = ['rma', 'receive', 'credit', 'ar', 'weborders', 'orders', 'codes', 'documents'] as const;
export type AssumedGroup = (typeof assumedGroups)[number];
type PerGroup = Partial<Record<AssumedGroup, boolean>>;

/** What a merchant's AIMS360 can be set to, because the vendor's real choice is not public (contracts/aims360.md §8.2). */
export interface TenantSettings extends TenantFaults {
  restockOn: 'receive' | 'credit';
  creditIncludesTax: boolean;
  allowBlindCredit: boolean;
  /** `refuse`: no credit before every unit has come in or is counted as missing. */
  partialCredit: 'once' | 'refuse';
  orderStatusSpelling: 'words' | 'letters';
  rmaStatusSpelling: 'words' | 'letters';
  /** Accounting is closed up to and including this date. */
  closedThrough: string | null;
  /** 0 = the token never expires. */
  tokenExpiryHours: number;
  /** false = the assumed write paths answer 404, as an account without them would; `writeApiOf` decides for single groups. */
  writeApi: boolean;
  writeApiOf: PerGroup;
  /** The same for reads: false leaves what is publicly known, so the bulk view export and orders, customers, styles, warehouses. */
  readApi: boolean;
  readApiOf: PerGroup;
  /** `west` and `east` answer only under their own host name (and tokens also under the global one); null = under any name. */
  region: 'west' | 'east' | null;
  nextLink: 'always' | 'when-more';
  callsPerMinute: number;
  disabled: boolean;
  /** Damaged units are booked in under another style-colour: `STYLE/COLOR` of the item → `STYLE/COLOR` of its seconds. */
  secondsStyleMap: Record<string, string>;
  /** How long a job runs, in seconds of simulator time; it is queued for the first second of them at most. */
  jobSeconds: number;
  /** What new jobs say in `canReRun`. */
  jobsCanReRun: boolean;
  /** Decimals that a discount percentage can have: what makes cents differ. */
  discountDecimals: number;
  /** "Import Orders from Shopify" imports at once what has no issue. Exchange orders always wait for a person. */
  importCleanOrders: boolean;
  /** Shopify is read by itself every so many minutes; 0 = only when a person clicks. */
  readShopifyEveryMinutes: number;
}

/** What goes wrong at this merchant's AIMS360; generic faults of the network are `Simulator.faults`. Counts run down to 0. */
export interface TenantFaults {
  latencyMs: number;
  /** A token is turned down after so many calls, in the middle of a run; null = never. */
  tokenLastsCalls: number | null;
  /** The next writes are executed and kept, and answer 500. */
  internalErrorsAfterCommit: number;
  /** The next calls answer 503 `ServerBusy`. */
  serverBusy: number;
  /** The next calls answer 502 with a page of HTML. */
  htmlErrors: number;
  /** A page begins with the last row of the page before it. */
  duplicateRows: boolean;
  /** After each of the next pages of RMAs or transactions its first row changes, and so moves to the end of the list. */
  rowsMove: number;
  /** Reads give the etag of an earlier revision. */
  staleEtags: boolean;
  /** The next runs of jobs end `Failed`. */
  failJobs: number;
}

const noFaults: TenantFaults = {
  latencyMs: 0,
  tokenLastsCalls: null,
  internalErrorsAfterCommit: 0,
  serverBusy: 0,
  htmlErrors: 0,
  duplicateRows: false,
  rowsMove: 0,
  staleEtags: false,
  failJobs: 0,
};

export const defaultSettings: TenantSettings = {
  restockOn: 'receive',
  creditIncludesTax: true,
  allowBlindCredit: false,
  partialCredit: 'once',
  orderStatusSpelling: 'words',
  rmaStatusSpelling: 'words',
  closedThrough: null,
  tokenExpiryHours: 0,
  writeApi: true,
  writeApiOf: {},
  readApi: true,
  readApiOf: {},
  region: null,
  nextLink: 'always',
  callsPerMinute: 200,
  disabled: false,
  secondsStyleMap: {},
  jobSeconds: 4,
  jobsCanReRun: true,
  discountDecimals: 2,
  importCleanOrders: true,
  readShopifyEveryMinutes: 0,
  ...noFaults,
};

/** Whether the account has the paths of a group. */
export const hasApi = (settings: TenantSettings, group: AssumedGroup, reading: boolean): boolean =>
  reading ? (settings.readApiOf[group] ?? settings.readApi) : (settings.writeApiOf[group] ?? settings.writeApi);

/** Uses up one of a fault's counted occurrences; false when none is left. */
export const takeFault = (
  settings: TenantSettings,
  name: 'internalErrorsAfterCommit' | 'serverBusy' | 'htmlErrors' | 'rowsMove' | 'failJobs',
): boolean => {
  if (settings[name] <= 0) return false;
  settings[name] -= 1;
  return true;
};
