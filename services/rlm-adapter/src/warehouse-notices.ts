import type { Clock } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import { causeOfCommand, CLOCK, notFound, PersonCommands, type Cause, type PersonCommand } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { Clients } from './clients.js';
import { raIndex } from './ra-index.js';
import type { Adjustment, MessageAnswer } from './three-pl/port.js';
import { warehouseAdjustments } from './warehouse-adjustments.js';
import { warehouseMessages } from './warehouse-messages.js';

/** Where a notice came from. */
interface Origin {
  readonly merchantId: string;
  readonly causationId: string;
}

/** What a warehouse tells beside receipts: answers to what was sent, later regrades. */
@Injectable()
export class WarehouseNotices {
  constructor(
    private readonly clients: Clients,
    private readonly persons: PersonCommands,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async answered(tx: Queryable, answer: MessageAnswer, origin: Origin): Promise<void> {
    const { outcome, reasons, ...message } = answer;
    const { returnId, cause } = await aboutOf(tx, answer.raNumber, origin);
    const at = this.clock.now();
    const command = { kind: 'RecordAnswer', message: { ...message, returnId }, outcome, reasons, at } as const;
    await warehouseMessages.execute(tx, streamOf(origin.merchantId, message.messageKey), command, cause);
  }

  async adjusted(tx: Queryable, { lines, ...told }: Adjustment, origin: Origin): Promise<void> {
    const { returnId, cause } = await aboutOf(tx, told.raNumber, origin);
    const changes = lines.map(
      ({ quantity, sku, barcode, reason }) => `${quantity} × ${sku ?? barcode ?? 'an item'}: ${reason}`,
    );
    const adjustment = { ...told, returnId, changes };
    const command = { kind: 'RecordAdjustment', adjustment, at: this.clock.now() } as const;
    await warehouseAdjustments.execute(tx, streamOf(origin.merchantId, told.adjustmentId), command, cause);
  }

  /** A person has a message sent once more. Gives the name of the new file. @throws HttpProblem 404 */
  sendAgain(person: PersonCommand, merchantId: string, messageKey: string): Promise<{ fileName: string }> {
    return this.persons.run(person, async (tx) => {
      const sent = await this.clients.edi(merchantId)?.sendAgain(tx, messageKey);
      if (sent === undefined || sent === null) throw notFound(`No message ${messageKey} was sent for ${merchantId}.`);
      const { fileName, raNumber } = sent;
      const { cause } = await aboutOf(tx, raNumber, { merchantId, causationId: '' });
      const command = { kind: 'RecordSentAgain', fileName, by: person.by, at: this.clock.now() } as const;
      await warehouseMessages.execute(tx, streamOf(merchantId, messageKey), command, causeOfCommand(person, cause));
      return { fileName };
    });
  }

  /** A person has put an adjustment into the ERP. @throws HttpProblem 404 */
  closeAdjustment(person: PersonCommand, merchantId: string, adjustmentId: string): Promise<{ closed: true }> {
    return this.persons.run(person, async (tx) => {
      const id = streamOf(merchantId, adjustmentId);
      const { task } = await warehouseAdjustments.load(tx, id);
      if (task === null) throw notFound(`The warehouse of ${merchantId} told no adjustment ${adjustmentId}.`);
      const subject = task.returnId ?? id;
      const about = { merchantId, subject, partitionKey: `${merchantId}/warehouse` };
      const { by, reason } = person;
      const command = { kind: 'CloseAdjustment', by, reason, at: this.clock.now() } as const;
      await warehouseAdjustments.execute(tx, id, command, causeOfCommand(person, about));
      return { closed: true };
    });
  }
}

const streamOf = (merchantId: string, id: string): string => `${merchantId}-${id}`;

/** The return that an RA number belongs to, and what the notice is filed under. */
async function aboutOf(
  tx: Queryable,
  raNumber: string | null,
  { merchantId, causationId }: Origin,
): Promise<{ returnId: string | null; cause: Cause }> {
  const entry = raNumber === null ? null : await raIndex.find(tx, merchantId, raNumber);
  const subject = entry?.returnId ?? `${merchantId}-warehouse`;
  const partitionKey = entry?.partitionKey ?? `${merchantId}/warehouse`;
  return {
    returnId: entry?.returnId ?? null,
    cause: { merchantId, subject, partitionKey, correlationId: subject, causationId },
  };
}
