import type { IntakeItem } from '@backhaul/messaging';
import { Injectable } from '@nestjs/common';
import { BellHandler } from './bells/bell-handler.js';
import { RereadHandler } from './bells/reread-handler.js';
import { REREAD } from './bells/reread.js';

/** Works off what came in: bells of single orders, and wishes to read many again. */
@Injectable()
export class IntakeHandler {
  constructor(
    private readonly bells: BellHandler,
    private readonly rereads: RereadHandler,
  ) {}

  handle(item: IntakeItem): Promise<void> {
    return item.headers.topic === REREAD ? this.rereads.handle(item) : this.bells.handle(item);
  }
}
