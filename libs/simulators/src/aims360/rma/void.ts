import { AimsRefusal } from '../refusal.js';
import { touch, unitsReceived } from './entities.js';
import type { Rma } from './entities.js';
import { requireOpen } from './find.js';

/** Allowed while open and nothing received; voiding a void RMA again changes nothing. Throws 409 `InvalidState`. */
export const voidRma = (rma: Rma, now: Date): Rma => {
  if (rma.status === 'Void') return rma;
  requireOpen(rma, 'Void');
  if (unitsReceived(rma) > 0)
    throw new AimsRefusal('InvalidState', `RMA ${rma.rma} has received units: Void is not allowed.`, rma.rmaID);
  rma.status = 'Void';
  touch(rma, now);
  return rma;
};
