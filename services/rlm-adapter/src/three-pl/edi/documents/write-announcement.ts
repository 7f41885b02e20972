import type { Partner } from '../partner.js';
import type { OutgoingSet } from '../x12/write-interchange.js';
import type { Announcement } from './announcement.js';
import { write180 } from './write-180.js';
import { write943 } from './write-943.js';

/** @throws BackhaulError EDI_NOT_WRITABLE: what cannot be told to the partner as it is */
export function writeAnnouncement(announcement: Announcement, partner: Partner): OutgoingSet {
  return partner.announce === '943' ? write943(announcement, partner) : write180(announcement, partner);
}
