/** One shopper, what she bought, what she sends back and what she wants for it. */
export interface Errand {
  readonly shopper: { email: string; firstName: string; lastName: string };
  readonly lines: { sku: string; quantity: number }[];
  readonly sendsBack: { sku: string; quantity: number; reason: string; parentReason: string }[];
  /** Items that she wants instead; without any she gets her money back. */
  readonly wants?: { sku: string; quantity: number }[];
}

/** Sent back to Northfold Outfitters on a day: a jacket, one for another size, and two tees in two parcels. */
export const northfoldErrands: readonly Errand[] = [
  {
    shopper: { email: 'ida.berg@northfold.example', firstName: 'Ida', lastName: 'Berg' },
    lines: [{ sku: 'NFJKT-SLATE-M', quantity: 1 }],
    sendsBack: [{ sku: 'NFJKT-SLATE-M', quantity: 1, reason: 'Too warm', parentReason: 'Not as expected' }],
  },
  {
    shopper: { email: 'noor.aziz@northfold.example', firstName: 'Noor', lastName: 'Aziz' },
    lines: [{ sku: 'NFVST-MOSS-M', quantity: 1 }],
    sendsBack: [{ sku: 'NFVST-MOSS-M', quantity: 1, reason: 'Too small', parentReason: 'Fit' }],
    wants: [{ sku: 'NFVST-MOSS-L', quantity: 1 }],
  },
  {
    shopper: { email: 'sam.ruiz@northfold.example', firstName: 'Sam', lastName: 'Ruiz' },
    lines: [
      { sku: 'NFTEE-SAND-S', quantity: 2 },
      { sku: 'NFVST-MOSS-L', quantity: 1 },
    ],
    sendsBack: [{ sku: 'NFTEE-SAND-S', quantity: 2, reason: 'Too small', parentReason: 'Fit' }],
  },
];

/** Sent back to Oak & Linen on a day: a shirt, a dress that comes torn, two items of which one is missing, and a shirt for another size. */
export const oakLinenErrands: readonly Errand[] = [
  {
    shopper: { email: 'dana.poe@oaklinen.example', firstName: 'Dana', lastName: 'Poe' },
    lines: [{ sku: 'OLSHT-WHITE-M', quantity: 1 }],
    sendsBack: [{ sku: 'OLSHT-WHITE-M', quantity: 1, reason: 'Colour differs', parentReason: 'Not as expected' }],
  },
  {
    shopper: { email: 'lee.park@oaklinen.example', firstName: 'Lee', lastName: 'Park' },
    lines: [
      { sku: 'OLDRS-SAGE-S', quantity: 1 },
      { sku: 'OLSHT-WHITE-L', quantity: 2 },
    ],
    sendsBack: [{ sku: 'OLDRS-SAGE-S', quantity: 1, reason: 'Too long', parentReason: 'Fit' }],
  },
  {
    shopper: { email: 'mia.chen@oaklinen.example', firstName: 'Mia', lastName: 'Chen' },
    lines: [
      { sku: 'OLDRS-SAGE-M', quantity: 1 },
      { sku: 'OLSHT-WHITE-S', quantity: 1 },
    ],
    sendsBack: [
      { sku: 'OLDRS-SAGE-M', quantity: 1, reason: 'Too long', parentReason: 'Fit' },
      { sku: 'OLSHT-WHITE-S', quantity: 1, reason: 'Too large', parentReason: 'Fit' },
    ],
  },
  {
    shopper: { email: 'ana.silva@oaklinen.example', firstName: 'Ana', lastName: 'Silva' },
    lines: [{ sku: 'OLSHT-WHITE-L', quantity: 1 }],
    sendsBack: [{ sku: 'OLSHT-WHITE-L', quantity: 1, reason: 'Too large', parentReason: 'Fit' }],
    wants: [{ sku: 'OLSHT-WHITE-M', quantity: 1 }],
  },
];

/** What is not in the box at Oak & Linen's warehouse, or not as it should be; everything else comes in good condition. */
export const oakLinenFinds: Readonly<Record<string, 'torn' | 'missing'>> = {
  'OLDRS-SAGE-S': 'torn',
  'OLDRS-SAGE-M': 'missing',
};
