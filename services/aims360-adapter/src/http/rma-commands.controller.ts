import {
  CommandRoute,
  CurrentCommand,
  ProblemResponses,
  ProjectionsLive,
  reasoned,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Param, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { isClosable } from '../aims360-rma/tasks.js';
import { voidRefusal } from '../aims360-rma/void-rma.js';
import { returnIdParameter } from './parameters.js';
import { PersonAsks } from './person-asks.js';
import type { RmaSummaryView } from './schemas.js';

const text = z.string().trim().min(1).max(100);
const keyedReceipt = reasoned.extend({
  receiptId: text
    .exactOptional()
    .meta({ description: 'The same one is the same receipt. Default: the Idempotency-Key.' }),
  receivedAt: z.iso.datetime({ offset: true }).exactOptional().meta({ description: 'Default: now.' }),
  lines: z
    .array(
      z.object({
        unitId: text.exactOptional().meta({ description: 'The unit of the return, where it is known which.' }),
        sku: text.exactOptional(),
        barcode: text.exactOptional(),
        quantity: z.int().min(1).max(100).default(1),
        disposition: z.enum(['restock', 'seconds', 'write-off', 'missing']),
        note: z.string().trim().max(500).exactOptional(),
      }),
    )
    .min(1)
    .max(200),
});
const closing = reasoned.extend({ taskId: z.string().min(1).max(300) });

/** What operators do about an RMA. It is asked for here and done soon after; what comes of it is seen on the RMA. */
@ApiTags('rmas')
@UseGuards(ProjectionsLive)
@Controller('rmas/:returnId')
export class RmaCommandsController {
  constructor(private readonly asks: PersonAsks) {}

  /** Goods came, and a person keys what. */
  @Post('receipts')
  @CommandRoute('operator')
  @ProblemResponses(400, 401, 403, 404, 503)
  receive(
    @Param('returnId', { schema: returnIdParameter }) returnId: string,
    @Body({ schema: keyedReceipt }) { receiptId, receivedAt, lines }: z.infer<typeof keyedReceipt>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<RmaSummaryView> {
    const id = receiptId ?? person.idempotencyKey;
    const units = lines.flatMap(({ quantity, unitId = null, sku = null, barcode = null, disposition, note = null }) =>
      Array.from({ length: unitId === null ? quantity : 1 }, () => ({ unitId, sku, barcode, disposition, note })),
    );
    return this.asks.ask({
      person,
      returnId,
      refusal: ({ postedReceipts }) => (postedReceipts.has(id) ? `The receipt ${id} was posted already.` : null),
      command: (at) => {
        const came = (receivedAt === undefined ? at : new Date(receivedAt)).toISOString();
        return {
          kind: 'RecordReceipt',
          returnId,
          receipt: { receiptId: id, receivedAt: came, by: person.by, units },
          at,
        };
      },
    });
  }

  /** Voids the RMA, while nothing came on it. */
  @Post('void')
  @CommandRoute('operator')
  @ProblemResponses(400, 401, 403, 404, 503)
  void(
    @Param('returnId', { schema: returnIdParameter }) returnId: string,
    @Body({ schema: reasoned }) _: z.infer<typeof reasoned>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<RmaSummaryView> {
    const { by, reason } = person;
    return this.asks.ask({
      person,
      returnId,
      refusal: voidRefusal,
      command: (at) => ({ kind: 'VoidRma', returnId, by, reason, at }),
    });
  }

  /** Says that work is done which leaves no trace in AIMS360. */
  @Post('close-task')
  @CommandRoute('operator', 'finance')
  @ProblemResponses(400, 401, 403, 404, 503)
  closeTask(
    @Param('returnId', { schema: returnIdParameter }) returnId: string,
    @Body({ schema: closing }) { taskId }: z.infer<typeof closing>,
    @CurrentCommand() person: PersonCommand,
  ): Promise<RmaSummaryView> {
    const { by, reason } = person;
    return this.asks.ask({
      person,
      returnId,
      refusal: (state) => (isClosable(taskId, state) ? null : 'No such task is open that a person can close.'),
      command: (at) => ({ kind: 'CloseTask', returnId, taskId, by, reason, at }),
    });
  }
}
