/** Says once when Shopify answers in another version than the one we pinned, or that something we use is going away. */
export class VersionWatch {
  readonly #seen = new Set<string>();
  #served: string | null = null;

  constructor(
    private readonly pinned: string,
    private readonly log: { warn(facts: object, message: string): void } | undefined,
  ) {}

  /** The version that answered last; null before the first answer, or when none was named. */
  get served(): string | null {
    return this.#served;
  }

  /** `headers`: of an answer, names in small letters. */
  check(headers: Readonly<Record<string, string>>): void {
    const { 'x-shopify-api-version': version = this.pinned, 'x-shopify-api-deprecated-reason': reason } = headers;
    const { pinned } = this;
    this.#served = headers['x-shopify-api-version'] ?? null;
    if (version !== pinned) this.#once(version, { pinned, version }, 'Shopify answers in another version');
    if (reason !== undefined) this.#once(reason, { pinned, reason }, 'Shopify is giving up something that we use');
  }

  #once(key: string, facts: object, message: string): void {
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.log?.warn(facts, message);
  }
}
