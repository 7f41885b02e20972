import { InterchangeFault, SetFault, type GroupFault } from './faults.js';
import { segmentsOf, separatorsOf, type Placed } from './read-segments.js';
import { element, type Segment, type Separators } from './segment.js';

/** Who sends or receives: a qualifier that says what kind of id it is, and the id. */
export interface Party {
  readonly qualifier: string;
  readonly id: string;
}

/** One document between ST and SE. */
export interface TransactionSet {
  /** `944`. */
  readonly id: string;
  readonly control: string;
  /** Without ST and SE. */
  readonly segments: readonly Segment[];
  /** As it stood in the file, ST and SE included. */
  readonly raw: string;
  /** Its frame is wrong; null when it is right. */
  readonly fault: SetFault | null;
}

export interface Group {
  /** `RE`. */
  readonly functionalId: string;
  /** Segment GS as it stood in the file. */
  readonly raw: string;
  readonly sender: string;
  readonly receiver: string;
  readonly control: string;
  readonly version: string;
  /** GS04 and GS05 taken as UTC; null when they are no time. */
  readonly at: Date | null;
  readonly sets: readonly TransactionSet[];
  readonly fault: GroupFault | null;
}

export interface Interchange {
  readonly sender: Party;
  readonly receiver: Party;
  readonly control: string;
  /** `P` production, `T` test. */
  readonly usage: string;
  readonly separators: Separators;
  /** Segment ISA as it stood in the file. */
  readonly raw: string;
  readonly groups: readonly Group[];
}

/**
 * Reads a file and checks its envelopes: counts and control numbers of each level. What is wrong with one group or document is
 * noted there, and the others stand.
 * @throws InterchangeFault when the outermost envelope is not whole
 */
export function readInterchange(text: string): Interchange {
  const separators = separatorsOf(text);
  const reader = new Reader(text, segmentsOf(text, separators));
  const { segment: isa, end } = reader.take('ISA');
  const groups: Group[] = [];
  while (reader.next() === 'GS') groups.push(readGroup(reader));
  const iea = reader.take('IEA').segment;
  const control = element(isa, 13);
  if (element(iea, 2) !== control) throw new InterchangeFault(`IEA02 ${element(iea, 2)} is not ISA13 ${control}`);
  if (Number(element(iea, 1)) !== groups.length)
    throw new InterchangeFault(`IEA01 says ${element(iea, 1)} groups, there are ${groups.length}`);
  if (reader.next() !== null) throw new InterchangeFault(`segment ${reader.next()} follows IEA`);
  const sender = { qualifier: element(isa, 5), id: element(isa, 6) };
  const receiver = { qualifier: element(isa, 7), id: element(isa, 8) };
  return { sender, receiver, control, usage: element(isa, 15), separators, raw: text.slice(0, end), groups };
}

/** Looks one segment ahead. */
class Reader {
  #ahead: Placed | null;

  constructor(
    readonly text: string,
    private readonly segments: Iterator<Placed>,
  ) {
    this.#ahead = this.#advance();
  }

  /** Id of the segment that comes; null at the end. */
  next(): string | null {
    return this.#ahead?.segment[0] ?? null;
  }

  /** @throws InterchangeFault when another segment comes, or the end */
  take(id: string): Placed {
    const placed = this.#ahead;
    if (placed === null) throw new InterchangeFault(`the file ends before ${id}`, true);
    if (id !== '' && placed.segment[0] !== id)
      throw new InterchangeFault(`${id} was expected, ${placed.segment[0]} came`);
    this.#ahead = this.#advance();
    return placed;
  }

  #advance(): Placed | null {
    const next = this.segments.next();
    return next.done === true ? null : next.value;
  }
}

function readGroup(reader: Reader): Group {
  const { segment: gs, start, end } = reader.take('GS');
  const sets: TransactionSet[] = [];
  while (reader.next() === 'ST') sets.push(readSet(reader));
  const ge = reader.take('GE').segment;
  const control = element(gs, 6);
  return {
    functionalId: element(gs, 1),
    raw: reader.text.slice(start, end),
    sender: element(gs, 2),
    receiver: element(gs, 3),
    control,
    version: element(gs, 8),
    at: timeOf(element(gs, 4), element(gs, 5)),
    sets,
    fault: groupFault(control, ge, sets.length),
  };
}

function groupFault(control: string, ge: Segment, sets: number): GroupFault | null {
  if (element(ge, 2) !== control) return { code: '4', text: `GE02 ${element(ge, 2)} is not GS06 ${control}` };
  if (Number(element(ge, 1)) === sets) return null;
  return { code: '5', text: `GE01 says ${element(ge, 1)} documents, there are ${sets}` };
}

const ENVELOPE = ['ISA', 'GS', 'ST', 'GE', 'IEA'];

function readSet(reader: Reader): TransactionSet {
  const st = reader.take('ST');
  const segments: Segment[] = [];
  for (let id = reader.next(); id !== 'SE'; id = reader.next()) {
    if (id === null) throw new InterchangeFault('the file ends within a document', true);
    if (ENVELOPE.includes(id)) throw new InterchangeFault(`${id} came before the end of a document`);
    segments.push(reader.take('').segment);
  }
  const se = reader.take('SE');
  const [id, control] = [element(st.segment, 1), element(st.segment, 2)];
  const raw = reader.text.slice(st.start, se.end);
  return { id, control, segments, raw, fault: setFault(control, se.segment, segments.length + 2) };
}

function setFault(control: string, se: Segment, segments: number): SetFault | null {
  if (element(se, 2) !== control) return new SetFault(`SE02 ${element(se, 2)} is not ST02 ${control}`, '3');
  if (Number(element(se, 1)) === segments) return null;
  return new SetFault(`SE01 says ${element(se, 1)} segments, there are ${segments}`, '4');
}

/** `CCYYMMDD` and `HHMM[SS]`. */
function timeOf(date: string, time: string): Date | null {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(date) ?? [];
  const [, hour = '00', minute = '00', second = '00'] = /^(\d\d)(\d\d)(\d\d)?/.exec(time) ?? [];
  if (year === undefined) return null;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}
