import { ofType, type FactOf, type Facts } from './facts.js';

/** A return as it stood after its submission or after an edit. */
export type Snapshot = FactOf<'ReturnInitiated'>['data'] | FactOf<'ReturnRevised'>['data'];

/** A unit of the return, as the latest snapshot that has it describes it. */
export type Unit = Snapshot['units'][number] & {
  /** Taken off the return: the shopper is given nothing for it, and no warehouse waits for it. */
  readonly removed: boolean;
};

/** The return as it stands: its highest revision, or what was submitted. Undefined while neither was told. */
export function snapshotOf(facts: Facts): Snapshot | undefined {
  return snapshotsOf(facts).at(-1);
}

/** Every unit that the return ever had; those that it has come first, in their order. */
export function unitsOf(facts: Facts): Unit[] {
  const taken = new Set(ofType(facts, 'ReturnUnitsRemoved').flatMap(({ data }) => data.unitIds));
  const snapshots = snapshotsOf(facts).reverse();
  const current = new Set(snapshots[0]?.units.map(({ unitId }) => unitId));
  const units = new Map<string, Unit>();
  for (const unit of snapshots.flatMap((snapshot) => snapshot.units)) {
    if (units.has(unit.unitId)) continue;
    units.set(unit.unitId, { ...unit, removed: taken.has(unit.unitId) || !current.has(unit.unitId) });
  }
  return [...units.values()];
}

/** Units that a warehouse is to receive: neither removed nor kept by the shopper. */
export function expectedUnits(facts: Facts): Unit[] {
  return unitsOf(facts).filter(({ removed, outcome }) => !removed && outcome === 'return');
}

/** From the submission to the highest revision. */
function snapshotsOf(facts: Facts): Snapshot[] {
  const [submitted] = ofType(facts, 'ReturnInitiated').map(({ data }) => data);
  const revised = ofType(facts, 'ReturnRevised').map(({ data }) => data);
  const inOrder = [...revised].sort((left, right) => left.revision - right.revision);
  return submitted === undefined ? inOrder : [submitted, ...inOrder];
}
