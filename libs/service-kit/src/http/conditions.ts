/** Conditions of a WHERE with their numbered values; a condition without a value is left out. */
export class Conditions {
  readonly #texts: string[] = [];
  readonly #values: unknown[] = [];

  /** `with` makes the text from the placeholder of the value: `and(merchant, (p) => \`merchant_id = ${p}\`)`. */
  and(value: unknown, text: (placeholder: string) => string): this {
    if (value === undefined) return this;
    this.#texts.push(text(this.place(value)));
    return this;
  }

  /** A condition without a value. */
  join(text: string): this {
    this.#texts.push(text);
    return this;
  }

  /** A placeholder for a value outside the conditions. */
  place(value: unknown): string {
    this.#values.push(value);
    return `$${this.#values.length}`;
  }

  get where(): string {
    return this.#texts.length === 0 ? '' : `WHERE ${this.#texts.join(' AND ')}`;
  }

  get values(): unknown[] {
    return this.#values;
  }
}
