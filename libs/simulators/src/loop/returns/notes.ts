import type { World } from '../world.js';
import type { LoopReturn } from './loop-return.js';

/** Adds a timeline note; returns why it is refused, if it is. */
export function addNote({ kernel }: World, one: LoopReturn, content: unknown): string | undefined {
  if (typeof content !== 'string' || content.trim() === '') return 'The note content is required.';
  if (content.length >= 255) return 'The note content must be less than 255 characters.';
  const createdAt = kernel.clock.now().toISOString();
  one.notes.push({ id: Number(kernel.ids.next('loop/note', 3_301_001)), content, createdAt });
  return undefined;
}
