import type { Group, Interchange, TransactionSet } from '../x12/read-interchange.js';

/** One document in its envelopes, so that it can be read without the others of its file. */
export function excerpt({ raw: isa, separators, control }: Interchange, group: Group, { raw }: TransactionSet): string {
  const { element, segment } = separators;
  const end = (id: string, number: string): string => [id, '1', number].join(element) + segment;
  return `${isa}${group.raw}${raw}${end('GE', group.control)}${end('IEA', control)}`;
}

/** X12 is plain ASCII; partners send UTF-8 or Latin-1 beyond it. */
export function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
