import type { ExchangeContent } from './content.js';
import type { NamedByReturn } from './recognition/evidence.js';
import type { Sighting } from './recognition/recognise.js';

/** What may be asked about an order that may be an exchange order. `at`: when it was said. */
export type ExchangeOrderCommand =
  | { kind: 'NameByReturn'; namedBy: NamedByReturn; at: Date }
  | { kind: 'RecordContent'; content: ExchangeContent; sighting: Sighting }
  /** What returns on the order gave in exchange was taken off it again. */
  | { kind: 'Withdraw'; at: Date };
