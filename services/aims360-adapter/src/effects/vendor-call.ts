import type { Answer, EffectCall, LookUp } from '@backhaul/effects';
import type { Aims360Port } from '../aims360/port.js';
import { isConflict, refusalOf } from './refusal.js';

/** Where the merchants' AIMS360 are reached. */
export interface Clients {
  of(merchantId: string): Aims360Port;
}

/** How a call of one kind is made, and how what it made is found again. `P` is its payload, `R` its result; both are stored as JSON. */
export interface VendorCall<P, R> {
  send(payload: P, client: Aims360Port, signal: AbortSignal): Promise<R>;
  /** What is there under our reference; null when nothing is. */
  find(payload: P, client: Aims360Port, signal: AbortSignal): Promise<R | null>;
}

/** Sends it; a conflict is looked up first: it may be our own earlier call, or a person who was faster. */
export async function sendCall<P, R>(
  vendorCall: VendorCall<P, R>,
  client: Aims360Port,
  call: EffectCall,
  signal: AbortSignal,
): Promise<Answer> {
  const payload = call.payload as P;
  try {
    const result = await vendorCall.send(payload, client, signal).catch(async (error: unknown) => {
      const found = isConflict(error) ? await vendorCall.find(payload, client, signal) : null;
      if (found === null) throw error;
      return found;
    });
    return { outcome: 'confirmed', result };
  } catch (error) {
    return refusalOf(error);
  }
}

/** Looks the document up before any second attempt. */
export async function lookUpCall<P, R>(
  vendorCall: VendorCall<P, R>,
  client: Aims360Port,
  call: EffectCall,
  signal: AbortSignal,
): Promise<LookUp> {
  try {
    const found = await vendorCall.find(call.payload as P, client, signal);
    return found === null ? { outcome: 'absent' } : { outcome: 'found', result: found };
  } catch (error) {
    return refusalOf(error);
  }
}
