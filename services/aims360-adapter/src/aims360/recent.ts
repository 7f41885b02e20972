/** The last so many things that were looked up: memory must not grow with the account. */
export class Recent<V> {
  readonly #kept = new Map<string, V>();

  constructor(private readonly most: number) {}

  get(key: string): V | undefined {
    return this.#kept.get(key);
  }

  entries(): IterableIterator<[string, V]> {
    return this.#kept.entries();
  }

  keep(key: string, value: V): void {
    this.#kept.delete(key);
    this.#kept.set(key, value);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.most && oldest !== undefined) this.#kept.delete(oldest);
  }
}
