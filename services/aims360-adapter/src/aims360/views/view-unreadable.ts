import { BackhaulError } from '@backhaul/contracts';

/** A view that is not as the configuration says. A person mends it; until then it is tried again. */
export class ViewUnreadable extends BackhaulError {
  constructor(
    readonly view: string,
    message: string,
    readonly columns: readonly string[] = [],
  ) {
    super('AIMS360_VIEW_UNREADABLE', message, { retryable: true, details: { view, columns } });
  }
}
