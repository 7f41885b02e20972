import type { Mailbox } from './mailbox.js';

/** A segment split into its elements; [0] is its id. */
export type Elements = string[];

/** What a file of the client holds, as far as the warehouse looks into it. */
export interface ReadFile {
  readonly interchangeControl: string;
  readonly functionalId: string;
  readonly groupControl: string;
  readonly setId: string;
  readonly setControl: string;
  /** Between ST and SE. */
  readonly segments: Elements[];
  /** Null when the envelopes are right. */
  readonly fault: string | null;
}

/** Reads an interchange with one group of one document, as clients send them. */
export function readFile(text: string): ReadFile {
  const element = text.charAt(3);
  const terminator = text.charAt(105);
  const all = text
    .split(terminator)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '')
    .map((segment) => segment.split(element));
  const one = (id: string): Elements => all.find((segment) => segment[0] === id) ?? [id];
  const [isa, gs, st, se, ge, iea] = ['ISA', 'GS', 'ST', 'SE', 'GE', 'IEA'].map(one) as [
    ...[Elements, Elements, Elements, Elements, Elements, Elements],
  ];
  const segments = all.slice(all.indexOf(st) + 1, all.indexOf(se));
  const faults = [
    isa[13] === iea[2] ? null : 'IEA02 is not ISA13',
    iea[1] === '1' && ge[1] === '1' ? null : 'a wrong count of groups or documents',
    gs[6] === ge[2] ? null : 'GE02 is not GS06',
    st[2] === se[2] ? null : 'SE02 is not ST02',
    Number(se[1]) === segments.length + 2 ? null : 'SE01 is not the number of segments',
  ];
  return {
    interchangeControl: isa[13] ?? '',
    functionalId: gs[1] ?? '',
    groupControl: gs[6] ?? '',
    setId: st[1] ?? '',
    setControl: st[2] ?? '',
    segments,
    fault: faults.find((fault) => fault !== null) ?? null,
  };
}

/** `20260309`, `152000`. */
export const dateOf = (at: Date): string => at.toISOString().slice(0, 10).replaceAll('-', '');
export const timeOf = (at: Date): string => at.toISOString().slice(11, 19).replaceAll(':', '');

/** The envelopes' numbers, as they are written. */
export interface Numbers {
  interchange: number;
  group: number;
}

/** One interchange with one group of one document. */
export function writeFile(
  { ours, theirs, usage, separators: { element, component, segment } }: Mailbox,
  document: { setId: string; functionalId: string; segments: readonly Elements[] },
  { interchange, group }: Numbers,
  at: Date,
): string {
  const control = String(interchange).padStart(9, '0');
  const pad = (text: string): string => text.padEnd(15);
  const blank = ' '.repeat(10);
  const isa = ['ISA', '00', blank, '00', blank, ours.qualifier, pad(ours.id), theirs.qualifier, pad(theirs.id)];
  const all: Elements[] = [
    [...isa, dateOf(at).slice(2), timeOf(at).slice(0, 4), 'U', '00401', control, '0', usage, component],
    ['GS', document.functionalId, ours.id, theirs.id, dateOf(at), timeOf(at), String(group), 'X', '004010'],
    ['ST', document.setId, '0001'],
    ...document.segments,
    ['SE', String(document.segments.length + 2), '0001'],
    ['GE', '1', String(group)],
    ['IEA', '1', control],
  ];
  return all.map((elements) => elements.join(element) + segment).join('');
}
