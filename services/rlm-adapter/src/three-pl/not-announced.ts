import { BackhaulError } from '@backhaul/contracts';

/** Surely not sent: the warehouse lacks something that the announcement names. It waits for a person to mend that. */
export class NotAnnounced extends BackhaulError {
  readonly delivered = 'answered';

  constructor(why: string) {
    super('NOT_ANNOUNCED', why);
  }
}
