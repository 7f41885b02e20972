import { describe, expect, it } from '@jest/globals';
import type { RmaCommand } from '../../src/aims360-rma/commands.js';
import { foreignRmaIn } from '../../src/aims360-rma/foreign-rma.js';
import type { RmaDraft } from '../../src/aims360-rma/rma-draft.js';
import {
  at,
  authorize,
  credited,
  ended,
  jacket,
  line,
  observe,
  processed,
  refund,
  removed,
  restocked,
  returnId,
  revised,
  rma,
  usd,
} from '../support/returns.js';
import { after, dataOf, run, typesOf, type Ran } from '../support/run.js';

const keys = ({ calls }: Ran): string[] => calls.map(({ key }) => key.replace(`:${returnId}`, ''));
const two = [jacket('u1'), jacket('u2')];
const authorized = (units = [jacket('u1')]): RmaCommand[] => [
  authorize({ units }),
  observe(rma({ lines: [line({ authorized: units.length })] })),
];
const openKinds = ({ state }: Ran): string[] => Object.values(state.tasks).map(({ kind }) => kind);

describe('a value that no mapping knows', () => {
  const unmapped = [
    { table: 'reasons', key: 'Too warm' },
    { table: 'warehouses', key: 'US-EAST' },
  ];
  const nothingKnown = { u1: { reason: null, warehouse: null } };
  const waiting: RmaCommand = { ...authorize(), codes: { byUnit: nothingKnown, unmapped } } as RmaCommand;
  const resume = (left: typeof unmapped = []): RmaCommand => ({
    kind: 'ResumeAuthorization',
    returnId,
    codes: { byUnit: { u1: { reason: 'FIT', warehouse: 'EAST' } }, unmapped: left },
    at,
  });

  it('keeps the RMA back, with a task per value', () => {
    const ran = run([waiting]);
    expect(ran.calls).toEqual([]);
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([
      { kind: 'map-value', values: { table: 'reasons', key: 'Too warm' } },
      { kind: 'map-value', values: { table: 'warehouses', key: 'US-EAST' } },
    ]);
  });

  it('goes on by itself once all are mapped, with the codes of the unit', () => {
    const ran = after([waiting]).when(resume(unmapped.slice(1)), resume(), resume());
    expect(keys(ran)).toEqual(['rma']);
    expect(ran.calls[0]?.payload).toMatchObject({
      units: [{ reasonCode: 'FIT', warehouseCode: 'EAST', reason: 'Too warm' }],
    });
    expect(openKinds(ran)).toEqual([]);
  });

  it('is of no interest any more when the return is over', () => {
    const ran = run([waiting, ended(), resume()]);
    expect(ran.calls).toEqual([]);
    expect(openKinds(ran)).toEqual([]);
  });
});

describe('a return that is over', () => {
  it.each(['cancelled', 'expired', 'closed'] as const)('%s: its RMA is voided, once, and told as cancelled', (how) => {
    const ran = after(authorized()).when(ended(how), ended(how));
    expect(keys(ran)).toEqual(['void']);
    const told = after([...authorized(), ended(how)]).when(observe(rma({ status: 'void', minute: 9 })));
    expect(typesOf(told)).toEqual(['AuthorizationCancelled']);
  });

  it('is voided as soon as its RMA is there, when that was under way', () => {
    expect(keys(after([authorize(), ended()]).when(observe(rma())))).toEqual(['void']);
  });

  it('gets no RMA when it was over at first sight', () => {
    expect(run([ended(), authorize()]).calls).toEqual([]);
  });

  it('with goods on its RMA is for a person', () => {
    const ran = after([...authorized(), observe(rma({ lines: [restocked()], minute: 5 }))]).when(ended('expired'));
    expect(ran.calls).toEqual([]);
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([
      { kind: 'ended-with-goods', why: expect.stringContaining('1 received') },
    ]);
  });

  it('is told as cancelled too when a person voided the RMA first, and needs nobody then', () => {
    const before = [...authorized(), observe(rma({ status: 'void', minute: 5 }))];
    expect(typesOf(run(before))).toContain('AuthorizationCancelled');
    expect(openKinds(run(before))).toEqual(['rma-void']);
    expect(openKinds(run([...before, ended()]))).toEqual([]);
  });
});

describe('a return that was edited', () => {
  it('has its RMA brought in line, in whatever order the revisions come', () => {
    const ran = after(authorized()).when(revised(two, 3), revised([jacket('u1'), jacket('u2'), jacket('u3')], 2));
    expect(keys(ran)).toEqual(['edit:1']);
    expect(ran.calls[0]?.payload).toMatchObject({ tax: usd(2016), units: [{ unitId: 'u1' }, { unitId: 'u2' }] });
    expect(ran.state.requested?.expectedCredit).toEqual(usd(27216));
  });

  it('is left alone when nothing that the RMA says was changed', () => {
    expect(after(authorized()).when(revised([jacket('u1')])).calls).toEqual([]);
  });

  it('waits for the RMA that is under way', () => {
    const ran = after([authorize(), revised(two)]).when(observe(rma()));
    expect(keys(ran)).toEqual(['edit:1']);
    expect((ran.calls[0]?.payload as RmaDraft).units).toHaveLength(2);
  });

  it('is for a person when a unit was taken off that has come, with the exact differences', () => {
    const came = observe(rma({ lines: [line({ authorized: 2, received: 1, restocked: 1 })], minute: 5 }));
    const ran = after([...authorized(two), came]).when(revised([jacket('u2')]));
    expect(ran.calls).toEqual([]);
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([
      {
        kind: 'return-changed',
        values: { 'taken off': 'RIDGE-PINE-M at 126.00 USD', tax: '20.16 USD → 10.08 USD', credit: '136.08 USD' },
      },
    ]);
  });
});

describe('units that were taken off the return', () => {
  const half = observe(rma({ lines: [line({ authorized: 2, received: 1, restocked: 1 })], minute: 5 }));

  it('are taken off the RMA, with their tax, when they never came; the rest is credited by policy', () => {
    const before = [authorize({ units: two, policy: { confirmCredit: 'policy' } }), half];
    const ran = after(before).when(removed('u2'), removed('u2'));
    expect(keys(ran)).toEqual(['edit:1']);
    expect(ran.calls[0]?.payload).toMatchObject({ tax: usd(1008), units: [{ unitId: 'u1' }] });
    const rest = after([...before, removed('u2')]).when(observe(rma({ lines: [restocked()], minute: 9 })));
    expect(rest.calls).toMatchObject([{ kind: 'aims360.credit-rma', payload: { expected: usd(13608) } }]);
  });

  it('let a return go on whose credit was of the others alone', () => {
    const before = [...authorized(two), half, observe(credited())];
    expect(typesOf(run(before))).toContain('ReturnHeld');
    const ran = after(before).when(removed('u2'));
    expect(dataOf(ran, 'ReturnCleared')).toMatchObject([{ documentNumber: 'CM-5501' }]);
    expect(ran.calls).toEqual([]);
  });
});

describe('an RMA that is not ours to make', () => {
  const linked = { owner: 'vendor-link' as const };

  it('is followed, and its credit is offset all the same', () => {
    const ran = run([authorize({ policy: linked }), observe(credited()), refund(), processed()]);
    expect(keys(ran)).toEqual(['debit:refund']);
    expect(typesOf(ran)).toEqual(expect.arrayContaining(['ReturnAuthorized', 'CreditIssued', 'ReturnCleared']));
  });

  it('is neither voided nor edited: a person sees what was changed', () => {
    const before = [authorize({ policy: linked }), observe(rma())];
    expect(after(before).when(ended()).calls).toEqual([]);
    expect(openKinds(after(before).when(revised(two)))).toEqual(['return-changed']);
  });

  it('is only seen before the store goes live: nothing is asked of anyone', () => {
    const observed = authorize({ policy: { owner: 'observe-only', postDebit: 'person' } });
    const ran = run([observed, observe(credited()), refund(), processed()]);
    expect(ran.calls).toEqual([]);
    expect(typesOf(ran)).not.toEqual(expect.arrayContaining(['TaskOpened']));
    expect(typesOf(ran)).not.toContain('ReturnCleared');
  });

  it('becomes ours when a backfill takes it over, once', () => {
    const takeOver = { kind: 'SetOwner', returnId, owner: 'us', by: 'Dana Ruiz', reason: 'Backfill', at } as const;
    const observed = authorize({ policy: { owner: 'observe-only' } });
    expect(keys(run([observed, takeOver, takeOver]))).toEqual(['rma']);
    expect(run([observed, observe(rma()), takeOver]).calls).toEqual([]);
  });

  it('is an alarm when it was made although RMAs are ours', () => {
    const ran = after([authorize()]).when(
      observe(rma({ source: 'loop-link' })),
      observe(rma({ source: 'loop-link', minute: 3 })),
    );
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([{ kind: 'foreign-rma', values: { rma: '30115' } }]);
    expect(foreignRmaIn(ran.events)).toBe('30115');
    expect(foreignRmaIn(after([authorize()]).when(observe(rma())).events)).toBeNull();
  });
});
