import { BackhaulError } from '@backhaul/contracts';

/** RLM could not take the order as it is, and nothing was created. The message is for the person who mends it. */
export class OrderRefused extends BackhaulError {
  readonly delivered = 'answered';

  constructor(message: string) {
    super('ORDER_REFUSED', message);
  }
}
