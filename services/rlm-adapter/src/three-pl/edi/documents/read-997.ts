import type { TransactionSet } from '../x12/read-interchange.js';
import { element, type Segment } from '../x12/segment.js';
import { first, onlyKnown, type Acknowledgement } from './incoming.js';

const known = new Set(['AK1', 'AK2', 'AK3', 'AK4', 'AK5', 'AK9']);

/** Accepted, accepted although something was noted. */
const ACCEPTED = ['A', 'E'];

/** X12 element 718. */
const ofDocument: Readonly<Record<string, string>> = {
  '1': 'this kind of document is not agreed',
  '2': 'the end of the document is missing',
  '3': 'the control numbers of the document differ',
  '4': 'the count of segments is wrong',
  '5': 'a segment is wrong',
  '23': 'the document number was used before',
};

/** X12 element 716. */
const ofGroup: Readonly<Record<string, string>> = {
  '1': 'this kind of group is not agreed',
  '2': 'the version is not agreed',
  '3': 'the end of the group is missing',
  '4': 'the control numbers of the group differ',
  '5': 'the count of documents is wrong',
  '19': 'the group number was used before',
};

/** The partner's answer to a group of ours. @throws SetFault */
export function read997(set: TransactionSet): Acknowledgement {
  onlyKnown(set, known);
  const ak1 = first(set, 'AK1');
  const ak9 = first(set, 'AK9');
  return {
    functionalId: element(ak1, 1),
    groupControl: element(ak1, 2),
    // Each group that we send has one document, so accepted in part is not accepted.
    accepted: ACCEPTED.includes(element(ak9, 1)),
    reasons: set.segments.flatMap(reasonsIn),
  };
}

function reasonsIn(segment: Segment): string[] {
  switch (segment[0]) {
    case 'AK3':
      return [`segment ${element(segment, 2)} (${element(segment, 1)}) is wrong`];
    case 'AK4':
      return [`element ${element(segment, 1)} “${element(segment, 4)}” is wrong`];
    case 'AK5':
      return codes(segment, 2, ofDocument);
    case 'AK9':
      return codes(segment, 5, ofGroup);
    default:
      return [];
  }
}

const codes = (segment: Segment, from: number, words: Readonly<Record<string, string>>): string[] =>
  segment
    .slice(from)
    .filter((code) => code.trim() !== '')
    .map((code) => words[code.trim()] ?? `code ${code.trim()}`);
