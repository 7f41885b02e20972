import { isRecord } from '../../kernel/index.js';

/** Result rows of a bulk query, one JSON object each. */
export interface Rows {
  readonly roots: number;
  readonly lines: string[];
}

/**
 * Takes an answer apart: each node of a connection is a row of its own, and a nested one names its parent in `__parentId`.
 * Grouped, children stand behind their parent; otherwise behind all parents.
 */
export function rowsOf(data: unknown, grouped: boolean): Rows {
  const roots = nodesIn(data).map((node) => withChildren(node, undefined));
  const lines = grouped ? roots.flatMap(flat) : byDepth(roots);
  return { roots: roots.length, lines: lines.map((row) => JSON.stringify(row)) };
}

interface Row {
  readonly own: Record<string, unknown>;
  readonly children: readonly Row[];
}

function withChildren(node: Record<string, unknown>, parentId: unknown): Row {
  const own = Object.fromEntries(Object.entries(node).filter(([, value]) => connectionNodes(value) === undefined));
  const children = nodesIn(node).map((child) => withChildren(child, node['id']));
  return { own: parentId === undefined ? own : { ...own, __parentId: parentId }, children };
}

const flat = ({ own, children }: Row): Record<string, unknown>[] => [own, ...children.flatMap(flat)];

const byDepth = (rows: readonly Row[]): Record<string, unknown>[] =>
  rows.length === 0 ? [] : [...rows.map(({ own }) => own), ...byDepth(rows.flatMap(({ children }) => children))];

/** Nodes of all connections of an object. */
const nodesIn = (owner: unknown): Record<string, unknown>[] =>
  isRecord(owner) ? Object.values(owner).flatMap((value) => connectionNodes(value) ?? []) : [];

function connectionNodes(value: unknown): Record<string, unknown>[] | undefined {
  if (!isRecord(value)) return undefined;
  if (Array.isArray(value['nodes'])) return value['nodes'].filter(isRecord);
  if (!Array.isArray(value['edges'])) return undefined;
  return value['edges'].flatMap((edge) => (isRecord(edge) && isRecord(edge['node']) ? [edge['node']] : []));
}
