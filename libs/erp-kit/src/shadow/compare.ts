/** From (inclusive) to (exclusive). */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** A document in a form in which two makers of it can be compared. */
export interface ComparedDocument {
  /** `rma`, `credit`, `debit` */
  readonly kind: string;
  /** What both sides know it by, such as the number of the return. */
  readonly match: string;
  /** Its own number, for people; null for one that was never made. */
  readonly number: string | null;
  /** Texts, numbers and money in minor units; lists in an order that both sides agree on. */
  readonly fields: { readonly [name: string]: string | number | boolean | null | readonly string[] };
}

/** A field in which two documents differ. */
export interface Difference {
  readonly field: string;
  readonly ours: ComparedDocument['fields'][string] | undefined;
  readonly theirs: ComparedDocument['fields'][string] | undefined;
}

/** What became of comparing one document. */
export type Compared = Pick<ComparedDocument, 'kind' | 'match'> &
  (
    | { readonly result: 'same'; readonly theirs: string | null }
    | { readonly result: 'differs'; readonly theirs: string | null; readonly differences: readonly Difference[] }
    | { readonly result: 'only-ours'; readonly ours: ComparedDocument['fields'] }
    | { readonly result: 'only-theirs'; readonly theirs: string | null }
  );

/**
 * Pairs documents by kind and match, and tells what differs. Of two with the same match the first meets the first: the
 * second of a pair that the other side does not have is shown as a document that only one side made.
 */
export function compareDocuments(ours: readonly ComparedDocument[], theirs: readonly ComparedDocument[]): Compared[] {
  const unpaired = queues(theirs);
  const met = ours.map((one): Compared => {
    const other = unpaired.get(nameOf(one))?.shift();
    const { kind, match } = one;
    if (other === undefined) return { kind, match, result: 'only-ours', ours: one.fields };
    const differences = differencesOf(one, other);
    if (differences.length === 0) return { kind, match, result: 'same', theirs: other.number };
    return { kind, match, result: 'differs', theirs: other.number, differences };
  });
  const left = [...unpaired.values()].flat();
  return [
    ...met,
    ...left.map(({ kind, match, number }) => ({ kind, match, result: 'only-theirs' as const, theirs: number })),
  ];
}

const nameOf = ({ kind, match }: ComparedDocument): string => JSON.stringify([kind, match]);

function queues(documents: readonly ComparedDocument[]): Map<string, ComparedDocument[]> {
  const byName = new Map<string, ComparedDocument[]>();
  for (const one of documents) byName.set(nameOf(one), [...(byName.get(nameOf(one)) ?? []), one]);
  return byName;
}

function differencesOf(ours: ComparedDocument, theirs: ComparedDocument): Difference[] {
  const names = new Set([...Object.keys(ours.fields), ...Object.keys(theirs.fields)]);
  return [...names]
    .map((field) => ({ field, ours: ours.fields[field], theirs: theirs.fields[field] }))
    .filter((one) => JSON.stringify(one.ours ?? null) !== JSON.stringify(one.theirs ?? null));
}
