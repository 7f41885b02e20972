import type { Elements } from './x12.js';

/** What a client asks for by a 943 or a 180: the body of the REST request, and what to do with it. */
export interface Asked {
  readonly purpose: 'new' | 'change' | 'cancel';
  readonly raNumber: string;
  readonly body: Record<string, unknown>;
}

const purposes: Readonly<Record<string, Asked['purpose']>> = {
  ...{ C: 'new', F: 'new', R: 'change', X: 'cancel' },
  ...{ '00': 'new', '05': 'change', '01': 'cancel' },
};

/** Null for anything else. */
export function readAnnouncement(setId: string, segments: readonly Elements[], clientCode: string): Asked | null {
  const isAdvice = setId === '943';
  if (!isAdvice && setId !== '180') return null;
  const [head, start, place] = isAdvice ? ['W06', 'W04', 'WH'] : ['BGN', 'BLI', 'ST'];
  const first = segments.find(([id]) => id === head) ?? [];
  const purpose = purposes[first[1] ?? ''];
  if (purpose === undefined) return null;
  const at = segments.findIndex(([id]) => id === start);
  const heads = segments.slice(0, at);
  const reference = (qualifier: string): string | null =>
    heads.find((segment) => segment[0] === 'N9' && segment[1] === qualifier)?.[2] ?? null;
  const raNumber = first[2] ?? '';
  const tracking = reference('2I');
  const body = {
    client_code: clientCode,
    warehouse_code: heads.find((segment) => segment[0] === 'N1' && segment[1] === place)?.[4] ?? '',
    ra_number: raNumber,
    external_rma_id: reference('ZZ') ?? (isAdvice ? (first[4] ?? null) : null),
    order_number: reference('CO'),
    carrier: null,
    tracking_numbers: tracking === null ? [] : [tracking],
    accept_unexpected: true,
    lines: linesOf(segments.slice(at), start ?? ''),
  };
  return { purpose, raNumber, body };
}

function linesOf(details: readonly Elements[], start: string): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  for (const segment of details) {
    const [id, qualifier, value] = segment;
    if (id === start) lines.push(start === 'W04' ? adviceLine(segment) : noticeLine(segment));
    const line = lines.at(-1);
    if (line !== undefined && id === 'N9' && qualifier === 'LI') line['line_no'] = Number(value);
    if (line !== undefined && id === 'RDR' && value !== undefined) line['reason_code'] = value;
  }
  return lines;
}

const adviceLine = (segment: Elements): Record<string, unknown> => ({
  qty_expected: Number(segment[1]),
  ...itemIn(segment, 4),
});

const noticeLine = (segment: Elements): Record<string, unknown> => ({
  qty_expected: Number(segment[3]),
  ...itemIn([...segment.slice(0, 3), ...segment.slice(8)], 1),
});

function itemIn(segment: Elements, from: number): { sku: string; upc: string | null } {
  const pairs = new Map<string, string>();
  for (let at = from; at + 1 < segment.length; at += 2) pairs.set(segment[at] ?? '', segment[at + 1] ?? '');
  const upc = pairs.get('UP') ?? null;
  return { sku: pairs.get('SK') ?? upc ?? '', upc };
}
