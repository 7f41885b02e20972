/**
 * Short fingerprint of a JSON value: 16 hex digits, the same whatever the order of its keys.
 * It tells a few dozen facts of one return apart, so 64 well-mixed bits do (cyrb53 without its cut to 53), and the
 * aggregate needs no crypto of the platform.
 */
export function contentHash(value: unknown): string {
  const text = canonical(value);
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  const mixed = [mix(high, low), mix(low, high)];
  return mixed.map((half) => half.toString(16).padStart(8, '0')).join('');
}

/** Spreads every bit of the one half over the other. */
function mix(half: number, other: number): number {
  const first = Math.imul(half ^ (half >>> 16), 0x85ebca6b);
  return (first ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35)) >>> 0;
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  // Plain concatenation: this is most of the time that it takes to work out a return again.
  for (const name of Object.keys(fields).sort()) {
    if (fields[name] !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(fields[name])}`;
  }
  return `{${text}}`;
}
