import { firstOf, type Facts } from '../journal/facts.js';
import { isAnnounced } from '../journal/goods.js';
import { isVoided } from '../journal/route.js';
import { isOnHold } from './request.js';

/** How far the ERP's papers are. */
export type DocumentState = 'none' | 'authorised' | 'announced' | 'held' | 'cleared' | 'voided';

/** The ERP's authorisation and what became of it. */
export function documentState(facts: Facts): DocumentState {
  if (isOnHold(facts)) return 'held';
  if (firstOf(facts, 'ReturnCleared') !== undefined) return 'cleared';
  if (isVoided(facts)) return 'voided';
  if (isAnnounced(facts)) return 'announced';
  return firstOf(facts, 'ReturnAuthorized') === undefined ? 'none' : 'authorised';
}
