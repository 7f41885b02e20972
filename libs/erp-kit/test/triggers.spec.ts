import { oneOwnerEach, ownedBy, rivalries, type Claim } from '@backhaul/erp-kit';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const section = z
  .strictObject({
    triggers: z.strictObject({
      rma: ownedBy('backhaul', 'vendor-link').default('backhaul'),
      process: ownedBy('backhaul', 'vendor-link', 'loop', 'person').default('backhaul'),
    }),
    vendorLink: z.strictObject({ createsRmas: z.boolean().default(false) }).prefault({}),
  })
  .superRefine(
    oneOwnerEach(({ triggers, vendorLink }) => [
      {
        effect: 'create the RMA',
        owner: triggers.rma,
        path: ['triggers', 'rma'],
        instead: 'set triggers.rma to vendor-link',
      },
      ...(vendorLink.createsRmas
        ? [
            {
              effect: 'create the RMA',
              owner: 'vendor-link' as const,
              path: ['vendorLink', 'createsRmas'],
              instead: 'switch the link off, and say so here',
            },
          ]
        : []),
    ]),
  );
const messagesOf = (raw: unknown) => section.safeParse(raw).error?.issues.map(({ message }) => message) ?? [];

describe('the owners of triggers', () => {
  it('are named by the configuration, among those who can own one', () => {
    expect(section.parse({ triggers: {} })).toEqual({
      triggers: { rma: 'backhaul', process: 'backhaul' },
      vendorLink: { createsRmas: false },
    });
    expect(messagesOf({ triggers: { rma: 'loop' } })).toHaveLength(1);
  });

  it('refuse to start when two would do the same, and say what to change', () => {
    expect(messagesOf({ triggers: {}, vendorLink: { createsRmas: true } })).toEqual([
      "expected one who does it, but two would create the RMA: Backhaul (triggers.rma) and the ERP vendor's own link " +
        '(vendorLink.createsRmas). It would be done twice. Either set triggers.rma to vendor-link, or switch the link off, ' +
        'and say so here',
    ]);
    expect(messagesOf({ triggers: { rma: 'vendor-link' }, vendorLink: { createsRmas: true } })).toEqual([]);
  });

  it('may be claimed for different effects, and twice by the same', () => {
    const claim = (effect: string, owner: Claim['owner']): Claim => ({ effect, owner, path: [effect], instead: '' });
    expect(rivalries([claim('a', 'loop'), claim('a', 'loop'), claim('b', 'person')])).toEqual([]);
    expect(rivalries([claim('a', 'loop'), claim('b', 'loop'), claim('b', 'person')])).toMatchObject([{ path: ['b'] }]);
  });
});
