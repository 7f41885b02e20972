import type { NamedByReturn, Original } from './evidence.js';
import { onlyReturn, type Sighting } from './recognise.js';

/** Items that a return on the order itself gives in exchange: Shopify's own record, so there is nothing to guess. */
export function nativeExchange(original: Original, namedBy: readonly NamedByReturn[]): Sighting {
  const { orderId, orderName } = original;
  return {
    kind: 'recognised',
    original: { orderId, orderName },
    returnId: onlyReturn({ namedBy }),
    confidence: 'certain',
    evidence: [
      `A return on order ${orderName} gives these items in exchange`,
      ...namedBy.map(({ returnId }) => `Return ${returnId} names the order`).sort(),
    ],
  };
}
