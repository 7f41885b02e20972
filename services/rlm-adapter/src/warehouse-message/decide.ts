import { nothing, unreachable, type Decision, type PrivateEvents, type Published } from '@backhaul/contracts';

/** Something that was sent to a warehouse that answers later. */
export interface Message {
  readonly messageKey: string;
  /** Counts from 1; what is sent again is the next one. */
  readonly attempt: number;
  readonly returnId: string | null;
  readonly raNumber: string | null;
  /** What kind of document, as the warehouse calls it. */
  readonly document: string;
  readonly fileName: string;
}

export type WarehouseMessageCommand =
  | {
      kind: 'RecordAnswer';
      message: Message;
      outcome: 'accepted' | 'rejected' | 'missing';
      reasons: readonly string[];
      at: Date;
    }
  /** A person had it sent once more. */
  | { kind: 'RecordSentAgain'; fileName: string; by: string; at: Date };

export type WarehouseMessageEvent = Published<'TaskOpened' | 'TaskClosed'>;
type MessageDecision = Decision<WarehouseMessageEvent>;
export const publishedEvents = ['TaskOpened', 'TaskClosed'] as const;
export const privateEvents = {} satisfies PrivateEvents<WarehouseMessageEvent, typeof publishedEvents>;

interface OpenTask {
  readonly taskId: string;
  readonly returnId: string | null;
}

/** `asked`: every task that there ever was, so that the same answer told twice opens none again. */
export interface WarehouseMessageState {
  readonly open: OpenTask | null;
  readonly asked: readonly string[];
}

/** Whether a message was taken: only what goes wrong is work for a person. Pure. */
export const warehouseMessage = {
  initial: { open: null, asked: [] } as WarehouseMessageState,
  decide(command: WarehouseMessageCommand, state: WarehouseMessageState): MessageDecision {
    switch (command.kind) {
      case 'RecordAnswer':
        return recordAnswer(command, state);
      case 'RecordSentAgain':
        return closed(state, `${command.by} had it sent again as ${command.fileName}.`, command.at);
      default:
        return unreachable(command);
    }
  },
  evolve(state: WarehouseMessageState, event: WarehouseMessageEvent): WarehouseMessageState {
    switch (event.type) {
      case 'TaskOpened': {
        const { taskId, returnId } = event.data;
        return { open: { taskId, returnId }, asked: [...state.asked, taskId] };
      }
      case 'TaskClosed':
        return { ...state, open: null };
    }
  },
};

type Answer = Extract<WarehouseMessageCommand, { kind: 'RecordAnswer' }>;

function recordAnswer(answer: Answer, state: WarehouseMessageState): MessageDecision {
  const { message, outcome, at } = answer;
  if (outcome === 'accepted') return closed(state, `The warehouse accepted ${message.fileName}.`, at);
  const kind = outcome === 'rejected' ? 'announcement-rejected' : 'announcement-unanswered';
  const taskId = `${kind}:${message.messageKey}:${message.attempt}`;
  if (state.asked.includes(taskId)) return nothing;
  const before = closed(state, `The warehouse answered to ${message.fileName}: see the next task.`, at);
  const { title, why } = wordsOf(answer);
  const data = { taskId, returnId: message.returnId, kind, title, why, role: 'operator' as const };
  const opened: WarehouseMessageEvent = {
    type: 'TaskOpened',
    data: { ...data, values: valuesOf(message), openedAt: at.toISOString() },
    occurredAt: at,
  };
  return { events: [...before.events, opened], calls: [] };
}

function wordsOf({ message, outcome, reasons }: Answer): { title: string; why: string } {
  const about = message.raNumber === null ? message.fileName : `RA ${message.raNumber}`;
  if (outcome === 'missing') {
    return {
      title: `The warehouse has not confirmed ${about}`,
      why: `No answer came to ${message.fileName}. Ask the warehouse whether it has the file. If it has not, have it sent again; when its answer comes late, this closes by itself.`,
    };
  }
  return {
    title: `The warehouse did not accept ${about}`,
    why: `It rejected ${message.fileName}: ${reasons.join('; ') || 'it gave no reason'}. Mend the cause with the warehouse, then have it sent again.`,
  };
}

const valuesOf = ({ messageKey, document, fileName, raNumber }: Message): Record<string, string> => ({
  ...(raNumber === null ? {} : { ra: raNumber }),
  ...{ document, file: fileName, message: messageKey },
});

function closed({ open }: WarehouseMessageState, how: string, at: Date): MessageDecision {
  if (open === null) return nothing;
  const data = { ...open, how, closedAt: at.toISOString() };
  return { events: [{ type: 'TaskClosed', data, occurredAt: at }], calls: [] };
}
