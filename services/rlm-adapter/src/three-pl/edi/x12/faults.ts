import { BackhaulError } from '@backhaul/contracts';

/** A file of the partner that is not taken as a whole: nobody can say what else is missing of it. */
export class InterchangeFault extends BackhaulError {
  constructor(
    message: string,
    /** Its end is missing: cut off, or still being written. */
    readonly truncated = false,
  ) {
    super('EDI_INTERCHANGE_WRONG', message);
  }
}

/** Why a group is not taken, with the code that the answer to the partner gives (X12 element 716). */
export interface GroupFault {
  readonly code: '2' | '4' | '5';
  readonly text: string;
}

/** Why one document is not taken, with the code that the answer gives (X12 element 718). */
export class SetFault extends BackhaulError {
  constructor(
    message: string,
    /** 1: not agreed; 3: control numbers differ; 4: wrong count of segments; 5: a segment is wrong. */
    readonly ak5: '1' | '3' | '4' | '5',
    /** The segment at fault, counted from ST as 1. `unknown`: the document has no such segment. */
    readonly at: { readonly id: string; readonly position: number; readonly unknown: boolean } | null = null,
  ) {
    super('EDI_DOCUMENT_WRONG', message);
  }
}
