import { booksEven } from './books-even.js';
import type { Check } from './check.js';
import { eventsArrived } from './events-arrived.js';
import { everyReturnEnded } from './every-return-ended.js';
import { everyReturnKnown } from './every-return-known.js';
import { moneyAgrees } from './money-agrees.js';
import { northfoldDocuments } from './northfold-documents.js';
import { nothingWaits } from './nothing-waits.js';
import { oakLinenDocuments } from './oak-linen-documents.js';
import { oneRefund } from './one-refund.js';
import { servicesStood } from './services-stood.js';
import { streamsWhole } from './streams-whole.js';
import { vendorsBooks } from './vendors-books.js';

/** What has to hold when all is quiet again. */
export const checks: readonly Check[] = [
  everyReturnKnown,
  everyReturnEnded,
  oneRefund,
  northfoldDocuments,
  oakLinenDocuments,
  vendorsBooks,
  moneyAgrees,
  booksEven,
  streamsWhole,
  eventsArrived,
  nothingWaits,
  servicesStood,
];
