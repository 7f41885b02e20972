import type { AsnDraft } from '../../../rlm-return-authorization/authorize.js';

/** What an announcement says about itself. */
export type Purpose = 'new' | 'change' | 'cancel';

/** A return to expect, as the partner is told of it. */
export interface Announcement {
  readonly purpose: Purpose;
  readonly draft: Pick<AsnDraft, 'raNumber' | 'externalReturnId' | 'order' | 'parcel' | 'lines'>;
  readonly warehouseCode: string;
  readonly at: Date;
}
