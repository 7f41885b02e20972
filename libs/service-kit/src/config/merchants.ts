import { BackhaulError } from '@backhaul/contracts';
import { z } from 'zod';

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const merchantBase = z.object({
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'expected a slug such as oak-linen'),
  name: z.string().min(1, 'expected a name'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 currency such as USD'),
  timeZone: z.string().refine(isTimeZone, 'expected an IANA time zone such as America/New_York'),
});

/** What every service knows of a merchant. */
export type MerchantBase = z.infer<typeof merchantBase>;
/** A merchant with the sections of one service. */
export type Merchant<M extends object = object> = MerchantBase & M;

/** A merchant's entry: the common fields plus the sections that one service reads. Other sections pass untouched. */
export function merchantConfig<M extends object>(sections: z.ZodType<M>) {
  return z.unknown().transform((raw, ctx): Merchant<M> => {
    const base = merchantBase.safeParse(raw);
    const own = sections.safeParse(raw);
    if (base.success && own.success) return { ...base.data, ...own.data };
    for (const issue of base.error?.issues ?? []) ctx.issues.push({ ...issue, code: 'custom', input: undefined });
    // An entry that is no object at all fails both; once is enough.
    if (isObject(raw)) {
      for (const issue of own.error?.issues ?? []) ctx.issues.push({ ...issue, code: 'custom', input: undefined });
    }
    return z.NEVER;
  });
}

const isObject = (raw: unknown): boolean => typeof raw === 'object' && raw !== null;

/** The configured merchants of a service. Inject it as `Merchants<YourSections>`. */
export class Merchants<M extends object = object> {
  readonly #byId: ReadonlyMap<string, Merchant<M>>;

  constructor(merchants: readonly Merchant<M>[]) {
    this.#byId = new Map(merchants.map((merchant) => [merchant.id, merchant]));
  }

  all(): Merchant<M>[] {
    return [...this.#byId.values()];
  }

  find(id: string): Merchant<M> | undefined {
    return this.#byId.get(id);
  }

  /** @throws BackhaulError MERCHANT_UNKNOWN (404 over HTTP) */
  get(id: string): Merchant<M> {
    const merchant = this.#byId.get(id);
    if (merchant === undefined) throw new BackhaulError('MERCHANT_UNKNOWN', `no merchant is called ${id}`);
    return merchant;
  }

  /** The merchants that have this optional section, with the section no longer optional. */
  having<K extends keyof M>(section: K): (Merchant<M> & { [P in K]-?: NonNullable<M[P]> })[] {
    return this.all().filter(
      (merchant): merchant is Merchant<M> & { [P in K]-?: NonNullable<M[P]> } => (merchant as M)[section] !== undefined,
    );
  }
}
