import { RlmRefusal, found } from '../refusal.js';
import type { Company } from '../state.js';
import { isEnded, unitsReceived } from './entities.js';
import type { ReturnAuthorization } from './entities.js';

export const raByNumber = (company: Company, raNumber: number): ReturnAuthorization =>
  found(
    company.ras.find((ra) => ra.ra_number === raNumber),
    'RA Not Found',
  );

const notOpen = (): RlmRefusal => new RlmRefusal('STATE', 'RA Not Open');

/** OPEN → TRANSMITTED, once. */
export const transmitRa = (ra: ReturnAuthorization, now: Date): void => {
  if (ra.status !== 'OPEN') throw notOpen();
  ra.status = 'TRANSMITTED';
  ra.transmitted_at = now.toISOString();
  ra.updated_at = ra.transmitted_at;
};

/** Before anything has arrived; refused after. */
export const cancelRa = (ra: ReturnAuthorization, now: Date): void => {
  const arrived = ra.lines.some((line) => unitsReceived(line) > 0);
  if ((ra.status !== 'OPEN' && ra.status !== 'TRANSMITTED') || arrived) throw notOpen();
  ra.status = 'CANCELLED';
  ra.updated_at = now.toISOString();
};

export const closeRa = (ra: ReturnAuthorization, now: Date): void => {
  if (isEnded(ra)) throw notOpen();
  ra.status = 'CLOSED';
  ra.closed_at = now.toISOString();
  ra.updated_at = ra.closed_at;
};
