import type { Partner } from '../partner.js';
import { InterchangeFault, type GroupFault } from '../x12/faults.js';
import type { Group, Interchange, Party } from '../x12/read-interchange.js';

const same = (party: Party, agreed: Partner['ours']): boolean =>
  party.id === agreed.id && party.qualifier === agreed.qualifier;
const shown = ({ qualifier, id }: Party): string => `${qualifier}/${id}`;

/** @throws InterchangeFault for a file of somebody else, to somebody else, or of a trial in production */
export function assertAddressed({ sender, receiver, usage }: Interchange, { ours, theirs, ...agreed }: Partner): void {
  if (!same(sender, theirs)) throw new InterchangeFault(`the sender ${shown(sender)} is not ${shown(theirs)}`);
  if (!same(receiver, ours)) throw new InterchangeFault(`the receiver ${shown(receiver)} is not ${shown(ours)}`);
  if (usage !== agreed.usage) throw new InterchangeFault(`usage “${usage}” is not “${agreed.usage}”`);
}

/** Why a group is not taken as a whole; null when it is. */
export function faultOf({ fault, version }: Group, partner: Partner): GroupFault | null {
  if (fault !== null || version === partner.version) return fault;
  return { code: '2', text: `version ${version} is not ${partner.version}` };
}
