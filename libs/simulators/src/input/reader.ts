/** A JSON object as it came in. */
export type Json = Record<string, unknown>;

/** Turns a complaint about a field into the vendor's own error. */
export type Refuse = (message: string) => Error;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the fields of a request body one by one and refuses, in the vendor's words, what a vendor would refuse.
 * Absent and `null` are the same.
 */
export class Reader {
  readonly source: Json;

  constructor(
    source: unknown,
    private readonly refuse: Refuse,
    private readonly path = '',
  ) {
    if (!isObject(source)) throw refuse(`${path === '' ? 'The body' : `'${path}'`} must be a JSON object.`);
    this.source = source;
  }

  has(name: string): boolean {
    return this.source[name] !== undefined && this.source[name] !== null;
  }

  text(name: string, longest = 500): string {
    const value = this.textOrNull(name, longest);
    if (value === null || value === '') throw this.wrong(name, 'is required');
    return value;
  }

  textOrNull(name: string, longest = 500): string | null {
    if (!this.has(name)) return null;
    const value = this.source[name];
    if (typeof value !== 'string') throw this.wrong(name, 'must be a string');
    if (value.length > longest) throw this.wrong(name, `must be at most ${longest} characters`);
    return value;
  }

  whole(name: string, smallest: number): number {
    const value = this.source[name];
    if (typeof value !== 'number' || !Number.isInteger(value)) throw this.wrong(name, 'must be a whole number');
    if (value < smallest) throw this.wrong(name, `must be at least ${smallest}`);
    return value;
  }

  wholeOrNull(name: string, smallest: number): number | null {
    return this.has(name) ? this.whole(name, smallest) : null;
  }

  flag(name: string, otherwise: boolean): boolean {
    if (!this.has(name)) return otherwise;
    const value = this.source[name];
    if (typeof value !== 'boolean') throw this.wrong(name, 'must be true or false');
    return value;
  }

  date(name: string): string | null {
    const value = this.textOrNull(name, 10);
    if (value === null) return null;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value))) throw this.wrong(name, 'must be a date');
    return value;
  }

  instant(name: string): string | null {
    const value = this.textOrNull(name, 40);
    if (value === null) return null;
    if (!/^\d{4}-\d{2}-\d{2}T/.test(value) || Number.isNaN(Date.parse(value)))
      throw this.wrong(name, 'must be an ISO-8601 timestamp');
    return new Date(value).toISOString();
  }

  choice<T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.text(name);
    const found = allowed.find((each) => each === value);
    if (found === undefined) throw this.wrong(name, `must be one of ${allowed.join(', ')}`);
    return found;
  }

  choiceOrNull<T extends string>(name: string, allowed: readonly T[]): T | null {
    return this.has(name) ? this.choice(name, allowed) : null;
  }

  /** An object inside; it is required. */
  part(name: string): Reader {
    return new Reader(this.source[name], this.refuse, this.path === '' ? name : `${this.path}.${name}`);
  }

  list(name: string): Reader[] {
    const value = this.source[name];
    if (!Array.isArray(value)) throw this.wrong(name, 'must be a list');
    return value.map((item, index) => new Reader(item, this.refuse, `${this.path}${name}[${index}]`));
  }

  texts(name: string): string[] {
    if (!this.has(name)) return [];
    const value = this.source[name];
    if (!Array.isArray(value) || value.some((item) => typeof item !== 'string'))
      throw this.wrong(name, 'must be a list of strings');
    return value as string[];
  }

  /** An amount as a JSON number with at most two decimals, in minor units. */
  amountFromNumber(name: string): number {
    const value = this.source[name];
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.wrong(name, 'must be a number');
    if (Number(value.toFixed(2)) !== value) throw this.wrong(name, 'must have at most two decimals');
    return Math.round(value * 100);
  }

  /** An amount as a decimal string with two places, in minor units. */
  amountFromText(name: string): number {
    const value = this.text(name, 20);
    if (!/^-?\d+\.\d{2}$/.test(value)) throw this.wrong(name, 'must be a decimal string with two places');
    return Number(value.replace('.', ''));
  }

  wrong(name: string, problem: string): Error {
    const field = this.path === '' ? name : `${this.path}.${name}`;
    return this.refuse(`The field '${field}' ${problem}.`);
  }
}
