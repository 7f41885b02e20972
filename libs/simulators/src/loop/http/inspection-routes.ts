import { Router, type Request, type Response } from 'express';
import { isRecord, jsonBody } from '../../kernel/index.js';
import { inspectedAt, lineFor } from '../returns/inspect.js';
import type { LoopLine } from '../returns/loop-return.js';
import type { World } from '../world.js';
import { authorize, shopOf } from './authorize.js';
import { assessRule, gradeRule, type ItemRule } from './inspection-rules.js';
import { invalid } from './list-query.js';
import { versionIn } from './versions.js';

const MOST_ITEMS = 30;

type Item = Record<string, unknown>;

/** Grading and assessment of units; neither processes the return nor moves stock (contracts/loop.md §3.2). */
export function inspectionRoutes(world: World): Router {
  const routes = Router();
  routes.use(authorize(world, 'returns'));
  routes.post('/grade', (request, response) =>
    inspect(world, request, response, gradeRule, (line, item) => {
      line.condition = {
        description: String(item.description),
        category: item.condition_category,
        returnProcessor: textOrNull(item.return_processor),
        note: textOrNull(item.note),
        images: Array.isArray(item.images) ? item.images.map(String) : [],
        inspectedAt: inspectedAt(world, item.inspected_at),
      };
    }),
  );
  routes.post('/assess', (request, response) =>
    inspect(world, request, response, assessRule, (line, item) => {
      line.disposition = {
        outcome: String(item.disposition_outcome),
        returnProcessor: textOrNull(item.return_processor),
        note: textOrNull(item.note),
        inspectedAt: inspectedAt(world, item.inspected_at),
      };
    }),
  );
  return routes;
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** All items or none: the first one that is wrong refuses the call. */
function inspect(
  world: World,
  request: Request,
  response: Response,
  rule: ItemRule,
  apply: (line: LoopLine, item: Item) => void,
): void {
  const items = itemsOf(jsonBody(request));
  if (items === undefined) return void response.status(422).json(invalid('items', 'The items field is required.'));
  if (items.length > MOST_ITEMS) {
    return void response.status(422).json(invalid('items', `The items may not have more than ${MOST_ITEMS} items.`));
  }
  const lines: LoopLine[] = [];
  for (const [index, item] of items.entries()) {
    const wrong = rule(item, versionIn(response));
    if (wrong !== undefined) return void response.status(422).json(invalid(`items.${index}.${wrong[0]}`, wrong[1]));
    const target = lineFor(world, shopOf(response), String(item.line_item_id));
    if (target.found === 'foreign') return void response.status(403).json({ message: 'This action is unauthorized.' });
    if (target.found !== 'own') {
      return void response
        .status(422)
        .json(invalid(`items.${index}.line_item_id`, 'The selected line_item_id is invalid.'));
    }
    lines.push(target.line);
  }
  for (const [index, line] of lines.entries()) apply(line, items[index] ?? {});
  response.json(items);
}

function itemsOf(body: unknown): Item[] | undefined {
  if (!isRecord(body) || !Array.isArray(body.items) || body.items.length === 0) return undefined;
  return body.items.map((item: unknown) => (isRecord(item) ? item : {}));
}
