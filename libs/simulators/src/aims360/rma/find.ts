import { itemBy } from '../items-by.js';
import { AimsRefusal } from '../refusal.js';
import type { Tenant } from '../state.js';
import type { Rma } from './entities.js';

export const rmaKey = (rma: Rma): string => rma.rmaID;
export const rmaNumber = (rma: Rma): string => rma.rma;
export const returnOfRma = (rma: Rma): string | null => rma.thirdPartyReturnID;

/** Throws 404 `ResourceNotFound`. */
export const rmaByID = (tenant: Tenant, rmaID: string): Rma => {
  const rma = itemBy(tenant.rmas, rmaKey, rmaID);
  if (rma === undefined) throw new AimsRefusal('ResourceNotFound', `RMA '${rmaID}' was not found.`);
  return rma;
};

/** For people at the screen, who know the number or the other system's return id. */
export const rmaByNumber = (tenant: Tenant, number: string): Rma => {
  const rma =
    itemBy(tenant.rmas, rmaNumber, number) ??
    itemBy(tenant.rmas, returnOfRma, number) ??
    itemBy(tenant.rmas, rmaKey, number);
  if (rma === undefined) throw new AimsRefusal('ResourceNotFound', `RMA '${number}' was not found.`);
  return rma;
};

/** Only an open RMA can change. */
export const requireOpen = (rma: Rma, toDo: string): void => {
  if (rma.status === 'Open') return;
  throw new AimsRefusal('InvalidState', `RMA ${rma.rma} is '${rma.status}': ${toDo} is not allowed.`, rma.rmaID);
};
