const MASK = '[redacted]';
const MOST_CHARACTERS = 4_096;

/** Names of fields that hold secrets or shopper data, whatever the vendor: compared without case, `_` and `-`. */
const alwaysHidden = [
  'authorization',
  'password',
  'passwd',
  'secret',
  'clientsecret',
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'apikey',
  'cookie',
  'setcookie',
  'signature',
  'email',
  'phone',
  'firstname',
  'lastname',
  'address',
  'address1',
  'address2',
  'shippingaddress',
  'billingaddress',
];

const plain = (name: string): string => name.toLowerCase().replaceAll(/[_-]/g, '');

/** Takes secrets and shopper data out of what a vendor sent, before it may enter an error or a log. */
export class Redactor {
  readonly #hidden: ReadonlySet<string>;

  constructor(fields: readonly string[] = []) {
    this.#hidden = new Set([...alwaysHidden, ...fields.map(plain)]);
  }

  /** The body of an answer: hidden fields masked, known secret values removed, cut to a few kilobytes. */
  body(text: string, secrets: readonly string[]): unknown {
    if (text === '') return undefined;
    const clean = scrub(text, secrets);
    let parsed: unknown;
    try {
      parsed = JSON.parse(clean);
    } catch {
      return cut(clean);
    }
    const masked = this.#mask(parsed);
    return JSON.stringify(masked).length > MOST_CHARACTERS ? cut(JSON.stringify(masked)) : masked;
  }

  #mask(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#mask(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, this.#hidden.has(plain(name)) ? MASK : this.#mask(inner)]),
    );
  }
}

/** A vendor may echo what we sent: every value of our own headers that could be a secret disappears from the text. */
export function scrub(text: string, secrets: readonly string[]): string {
  return secrets.reduce((clean, secret) => (secret === '' ? clean : clean.replaceAll(secret, MASK)), text);
}

const harmless = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'user-agent',
  'content-length',
]);

/** Values of request headers that could be secrets, with the scheme and without: `Bearer abc` and `abc`. Longest first. */
export function secretsIn(headers: Readonly<Record<string, string>>): string[] {
  const values = Object.entries(headers)
    .filter(([name, value]) => !harmless.has(name.toLowerCase()) && value.length >= 6)
    .flatMap(([, value]) => [value, ...value.split(' ').filter((part) => part.length >= 6)]);
  return [...new Set(values)].sort((a, b) => b.length - a.length);
}

const cut = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}… (${text.length} characters)` : text;
