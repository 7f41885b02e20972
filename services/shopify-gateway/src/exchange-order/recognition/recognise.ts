import { doubtRules } from './doubts.js';
import { meantOriginals, type Evidence, type Original } from './evidence.js';
import { recognitionRules, type Recognition } from './rules.js';

/** What came of a look at an order. */
export type Sighting =
  | ({
      kind: 'recognised';
      original: Pick<Original, 'orderId' | 'orderName'>;
      /** The one return that names it; null when none does, or several do. */
      returnId: string | null;
    } & Recognition)
  /** It looks like an exchange order, and something speaks against it: a person decides. */
  | { kind: 'doubtful'; marks: readonly string[]; doubts: readonly string[] }
  /** An order like any other. */
  | { kind: 'none' };

/** Whether an order is the exchange order of another one, and of which. Pure. */
export function recognise(evidence: Evidence): Sighting {
  const recognition = firstOf(evidence);
  const marks = recognition?.evidence ?? evidence.signals.map(({ fact }) => fact);
  if (recognition === null) {
    // The discount alone, or a prefix that other orders have too, is not enough even to ask.
    if (!evidence.loopDiscount || evidence.signals.length === 0) return { kind: 'none' };
    return { kind: 'doubtful', marks: [...marks, 'It has the loop discount'], doubts: ['It names no original order'] };
  }
  const doubts = doubtRules.flatMap((rule) => rule.doubt(evidence) ?? []);
  const [original] = meantOriginals(evidence);
  if (doubts.length > 0 || original === undefined) return { kind: 'doubtful', marks, doubts };
  const { orderId, orderName } = original;
  return { kind: 'recognised', original: { orderId, orderName }, returnId: onlyReturn(evidence), ...recognition };
}

function firstOf(evidence: Evidence): Recognition | null {
  for (const rule of recognitionRules) {
    const recognition = rule.recognise(evidence);
    if (recognition !== null) return recognition;
  }
  return null;
}

/** Several returns may share one exchange order; none of them owns it then. */
export function onlyReturn({ namedBy }: Pick<Evidence, 'namedBy'>): string | null {
  const [first, ...others] = [...new Set(namedBy.map(({ returnId }) => returnId))];
  return first === undefined || others.length > 0 ? null : first;
}
