import type { FactOf } from '../journal/facts.js';
import { counted } from './line.js';

type Receipt = FactOf<'ReceiptRecorded'>['data'];
type ReceivedUnit = Receipt['units'][number];

const exceptionWords = {
  over: 'beyond what was announced',
  'wrong-item': 'of a wrong item',
  unexpected: 'that nobody announced',
  rejected: 'rejected',
  late: 'after nothing more was expected',
  blind: 'without a return number',
  'unknown-sku': 'of an item that nobody knows',
  destroyed: 'destroyed',
} as const;

const conditionWords = {
  good: 'in good condition',
  damaged: 'damaged',
  defective: 'defective',
  worn: 'worn',
  'missing-parts': 'with missing parts',
} as const;

/** '1 unit received in good condition at RETURNS3PL'; units of one kind are counted together. */
export function receiptText({ units, warehouse, final }: Receipt): string {
  const place = warehouse === null ? '' : ` at ${warehouse}`;
  if (units.length === 0) return `Nothing received${place}${final ? '; no more is expected' : ''}`;
  const kinds = new Map<string, number>();
  for (const unit of units) kinds.set(kindOf(unit), (kinds.get(kindOf(unit)) ?? 0) + 1);
  const [first = '', ...others] = [...kinds].map(([kind, count], index) =>
    index === 0 ? `${counted(count, 'unit')} received ${kind}` : `${count} ${kind}`,
  );
  return `${joined([first, ...others])}${place}`;
}

function kindOf({ condition, quality, exception, disposition }: ReceivedUnit): string {
  const grade = condition === 'good' && quality === 'second' ? 'as second quality' : conditionWords[condition];
  const fate = disposition === 'write-off' ? ' and written off' : '';
  return `${grade}${exception === null ? '' : ` ${exceptionWords[exception]}`}${fate}`;
}

function joined(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
