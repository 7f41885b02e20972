import { Router } from 'express';
import type { Destination } from '../state.js';
import type { World } from '../world.js';
import { authorize, shopOf } from './authorize.js';

/** Where returns go; not paged. Creating and changing them is not simulated. */
export function destinationRoutes(world: World): Router {
  const routes = Router();
  routes.use(authorize(world, 'destinations:read'));
  routes.get('/', (_, response) => void response.json({ destinations: shopOf(response).destinations.map(view) }));
  routes.get('/:id', (request, response) => {
    const found = shopOf(response).destinations.find(({ id }) => String(id) === request.params.id);
    if (found === undefined) {
      return void response.status(404).json({ code: 'NOT_FOUND', message: 'Destination not found.' });
    }
    response.json(view(found));
  });
  return routes;
}

const view = ({ providerLocationId, ...destination }: Destination) => ({
  ...destination,
  provider_location_id: providerLocationId === null ? null : Number(providerLocationId),
});
