/** A segment: its id, then its elements, so that `segment[1]` is element 01. */
export type Segment = readonly [string, ...string[]];

/** The three characters that nothing else may contain; X12 knows no way to escape them. */
export interface Separators {
  readonly element: string;
  readonly component: string;
  readonly segment: string;
}

/** An element without its padding; empty when it is not there. */
export const element = (segment: Segment, position: number): string => segment[position]?.trim() ?? '';
