import type { EventData } from '@backhaul/contracts';
import type { LeftCall } from './left-calls.js';
import type { ProcessOwner } from './process-owner.js';
import type { ReturnSnapshot } from './snapshot.js';

interface Asked {
  readonly returnId: string;
  /** When it happened or, for a snapshot, when it was read. */
  readonly at: Date;
}

/** What may be asked of a return. Times and ids come in with the command. */
export type LoopReturnCommand = Asked &
  /** `owner`: who makes Loop process at this store. */
  (
    | { kind: 'RecordSnapshot'; snapshot: ReturnSnapshot; learnedVia: 'webhook' | 'sweep'; owner: ProcessOwner }
    | { kind: 'RecordAuthorization'; documentNumber: string; documentKind: string }
    /** `process`: who makes Loop process at this store. */
    | { kind: 'ClearReturn'; documentNumber: string; process: ProcessOwner }
    /** The authorisation is void: nothing can be received on it any more. */
    | { kind: 'RecordVoid'; documentNumber: string }
    /** `checkAt`: when it should be over at the latest. */
    | { kind: 'ConfirmQueued'; key: string; checkAt: Date }
    /** `ended`: refused only because the return had ended already, so nothing failed. */
    | { kind: 'RecordRefusal'; reason: string; ended: boolean }
    | { kind: 'RecordDoubt'; reason: string }
    | { kind: 'RecordProcessingFailure'; message: string | null }
    | { kind: 'HoldReturn'; causeId: string; reasons: EventData<'ReturnHeld'>['reasons'] }
    | { kind: 'WriteNote'; causeId: string; text: string }
    /** A person wants it processed, held or not. */
    | { kind: 'AskProcessing' }
    /** A person wants these units off the return, for good; the rest is processed. */
    | { kind: 'RemoveUnits'; unitIds: readonly string[] }
    | { kind: 'CancelReturn' }
    | { kind: 'FlagReturn' }
    /** Whether a flag or a note is there, nobody knows; or it was refused. `call`: the key of the call. */
    | { kind: 'LeaveToPerson'; call: string; left: LeftCall }
    | { kind: 'RecordCarriedOut'; call: string }
  );

/** What persons may ask for, and be refused. */
export type PersonsCommand = Command<'AskProcessing' | 'RemoveUnits' | 'CancelReturn' | 'FlagReturn'>;

/** One kind of command. */
export type Command<K extends LoopReturnCommand['kind']> = Extract<LoopReturnCommand, { kind: K }>;
