/** How a receipt came: names under which receipts are filed in the intake. */
export const THREE_PL_WEBHOOK = '3pl-webhook';
export const THREE_PL_POLL = '3pl-poll';
export const THREE_PL_EDI = '3pl-edi';

/** One lane per merchant: a correction is worked off after what it corrects. */
export const RECEIPTS_LANE = 'receipts';
