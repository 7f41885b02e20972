import type { EventData } from '@backhaul/contracts';
import type { ReturnSnapshot } from './snapshot.js';

/** What may be asked of a return. Times and ids come in with the command. */
export type LoopReturnCommand =
  | { kind: 'RecordSnapshot'; returnId: string; snapshot: ReturnSnapshot; learnedVia: 'webhook' | 'sweep' }
  | { kind: 'RecordAuthorization'; returnId: string; documentNumber: string; documentKind: string; at: Date }
  /** `process`: whether processing is ours to trigger at this store, or somebody else's. */
  | {
      kind: 'ClearReturn';
      returnId: string;
      documentNumber: string;
      process: 'backhaul' | 'observe';
      at: Date;
    }
  | { kind: 'ConfirmQueued'; returnId: string; key: string; at: Date }
  | { kind: 'RecordRefusal'; returnId: string; reason: string; at: Date }
  | { kind: 'RecordProcessingFailure'; returnId: string; message: string | null; at: Date }
  | {
      kind: 'HoldReturn';
      returnId: string;
      causeId: string;
      reasons: EventData<'ReturnHeld'>['reasons'];
      at: Date;
    }
  | { kind: 'WriteNote'; returnId: string; causeId: string; text: string; at: Date };
