import { Router, type Request } from 'express';
import { isRecord, jsonBody } from '../../kernel/index.js';
import { ACTIONS, type ActionRefusal } from '../returns/actions.js';
import { addNote } from '../returns/notes.js';
import { removeLines } from '../returns/remove.js';
import type { World } from '../world.js';
import { authorize, shopOf } from './authorize.js';
import { returnNotes } from './read-routes.js';

type ActionName = keyof typeof ACTIONS;

const NOT_FOUND: ActionRefusal = { message: 'No return found with this ID.', code: 'NOT_FOUND' };

/** Actions on one return: success is the literal `true`, most refusals come with HTTP 200. */
export function actionRoutes(world: World): Router {
  const routes = Router();
  routes.use(authorize(world, 'returns'));
  const found = (request: Request<{ id: string }>, shopName: string) =>
    world.kernel.state.returns.find(({ id, shop }) => id === request.params.id && shop === shopName);

  for (const name of Object.keys(ACTIONS) as ActionName[]) {
    routes.post(`/:id/${name}`, (request, response) => {
      const shop = shopOf(response);
      const one = found(request, shop.shop);
      const order = { by: 'api' as const, details: jsonBody(request) ?? null };
      const refusal = one === undefined ? NOT_FOUND : ACTIONS[name](world, shop, one, order);
      response.json(refusal === undefined ? true : { errors: refusal });
    });
  }

  routes.post('/:id/remove', (request, response) => {
    const shop = shopOf(response);
    const one = found(request, shop.shop);
    if (one === undefined) return void response.status(422).json({ error: { message: NOT_FOUND.message } });
    const given = request.query.line_item_id;
    const lineIds = typeof given === 'string' ? given.split(',').filter((id) => id !== '') : [];
    const { status, body } = removeLines(world, shop, one, lineIds);
    response.status(status).json(body);
  });

  routes.post('/:id/note', (request, response) => {
    const one = found(request, shopOf(response).shop);
    const body = jsonBody(request);
    const refusal =
      one === undefined ? NOT_FOUND.message : addNote(world, one, isRecord(body) ? body.content : undefined);
    if (refusal !== undefined) return void response.status(422).json({ errors: { message: refusal } });
    response.json(true);
  });

  routes.get('/:id/notes', (request, response) => {
    const shop = shopOf(response);
    returnNotes(shop, found(request, shop.shop), response);
  });
  return routes;
}
