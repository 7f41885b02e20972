import type { Money } from '@backhaul/money';
import { VendorError } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { RmaDraft } from '../aims360-rma/rma-draft.js';
import type { RmaSnapshot } from '../aims360-rma/rma-snapshot.js';
import { businessDate } from './business-date.js';
import { creditPreview, fitting, moneyOf, rmaHead } from './documents.js';
import type { Masters } from './masters.js';
import { changes, found, literal } from './odata.js';
import { PersonNeeded, type Changed, type RmaKey, type RmaReading } from './port.js';
import { rmaBody } from './rma-body.js';
import { wantedLines } from './rma-lines.js';
import type { Session } from './session.js';
import { toRmaSnapshot, type WarehouseNames } from './to-rma-snapshot.js';

const RMAS = '/returns/v1.0/rmas';
const expand = 'lineItems($expand=sizes)';

/** Where a merchant's RMAs are, and by which calendar its days are counted. */
export interface Books {
  readonly customerAccount: string;
  readonly timeZone: string;
  readonly now: () => Date;
}

/** RMAs and their credits (contracts/aims360.md §4, §5.1). */
export class Rmas {
  constructor(
    private readonly http: Session,
    private readonly masters: Masters,
    private readonly books: Books,
  ) {}

  async find({ customerAccount, externalReturnId }: RmaKey, signal?: AbortSignal): Promise<RmaSnapshot | null> {
    const filter = `customerAccount eq ${literal(customerAccount)} and thirdPartyReturnID eq ${literal(externalReturnId)}`;
    const rows = await found(this.http, RMAS, z.unknown(), { filter, expand }, signal);
    if (rows.length === 0) return null;
    const names = await this.masters.warehouseNames();
    const [match, ...others] = rows.map((row) => toRmaSnapshot(row, names).rma);
    if (match === undefined || others.length === 0) return match ?? null;
    const surplus = others.map(({ rmaNumber }) => rmaNumber).join(', ');
    const message = `AIMS360 has several RMAs for return ${externalReturnId}: ${match.rmaNumber}, ${surplus}.`;
    throw new PersonNeeded('second-rma', message, { rma: match.rmaNumber, surplus });
  }

  async has(rmaId: string, signal?: AbortSignal): Promise<boolean> {
    const rows = await found(this.http, RMAS, z.unknown(), { filter: `rmaID eq ${rmaId}` }, signal);
    return rows.length > 0;
  }

  async create(draft: RmaDraft, signal?: AbortSignal): Promise<RmaSnapshot> {
    const resolved = {
      lines: await wantedLines(draft.units, this.masters, signal),
      orderNumber: await this.masters.orderNumber(draft.customerAccount, draft.order, signal),
      warehouseId: await this.masters.warehouseId(draft.warehouse),
      reasonId: await this.masters.returnReasonId(draft.reason),
      entered: businessDate(new Date(draft.enteredAt), this.books.timeZone),
    };
    const names = await this.masters.warehouseNames();
    const answer = await this.http.post('/returns/v1.0/rma', rmaBody(draft, resolved), signal);
    const { rma, externalReturnId } = toRmaSnapshot(answer.json(), names);
    if (externalReturnId === draft.externalReturnId) return rma;
    // Without it a look-up would find nothing, and the RMA would be created again.
    const message = `RMA ${rma.rmaNumber} was created without the return number ${draft.externalReturnId}: enter it there.`;
    throw new PersonNeeded('create-rma', message, { rma: rma.rmaNumber });
  }

  async previewCredit(rmaId: string, currency: string, signal?: AbortSignal): Promise<Money> {
    const answer = await this.http.post(creditPath(rmaId), { confirm: false }, signal);
    const { creditTotal } = fitting(creditPreview, answer.json(), 'the preview of the credit');
    return moneyOf(creditTotal, currency, 'the credit total');
  }

  async confirmCredit(rmaId: string, signal?: AbortSignal): Promise<void> {
    const creditMemoDate = businessDate(this.books.now(), this.books.timeZone);
    await this.http.post(creditPath(rmaId), { confirm: true, creditMemoDate }, signal);
  }

  async *changed(since: Date, signal: AbortSignal): AsyncIterable<readonly Changed<RmaReading>[]> {
    const names = await this.masters.warehouseNames();
    const filter = `customerAccount eq ${literal(this.books.customerAccount)} and thirdPartyReturnID ne null`;
    for await (const rows of changes(this.http, RMAS, { filter, expand, key: 'rmaID', since }, signal)) {
      yield rows.flatMap(({ row, changedAt }) => {
        const what = readingOf(row, names);
        return what === null ? [] : [{ changedAt, what }];
      });
    }
  }
}

/** One RMA that cannot be read must not keep the others from being read. Null: not about a return. */
export function readingOf(row: unknown, names: WarehouseNames): RmaReading | null {
  const { rma: rmaNumber, thirdPartyReturnID: externalReturnId } = fitting(rmaHead, row, 'an RMA');
  if (!externalReturnId) return null;
  try {
    return { externalReturnId, rma: toRmaSnapshot(row, names).rma };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { externalReturnId, rmaNumber, problem: error.message };
  }
}

const creditPath = (rmaId: string): string => `/returns/v1.0/rma/${encodeURIComponent(rmaId)}/credit`;
