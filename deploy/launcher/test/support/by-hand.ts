import { ACCOUNT } from './northfold.js';
import type { SentBack } from './watch.js';
import type { Stage } from './stage.js';

/** A person at the screen of AIMS360 enters an RMA for one jacket in M, with the return number on it. */
export async function enterRma({ world }: Stage, { number }: SentBack): Promise<void> {
  const { url, door } = world.simulators.aims360;
  const { warehouses, codes } = door.masters(ACCOUNT);
  const jacket = (door.orders(ACCOUNT) as { lineItems: { styleColorID: string; style: string }[] }[])
    .flatMap(({ lineItems }) => lineItems)
    .find(({ style }) => style === 'NFJKT');
  const body = {
    customerAccount: 'SHPFY-US',
    thirdPartyReturnID: number,
    source: 'Manual',
    warehouseID: warehouses['MAIN'],
    returnAuthorizationID: codes.returnAuthorizations['OTHER'],
    tax: 11.2,
    lineItems: [{ styleColorID: jacket?.styleColorID, price: 140, sizes: [{ sizeName: 'M', authorizedQuantity: 1 }] }],
  };
  const { writeApi } = door.configure(ACCOUNT, {});
  door.configure(ACCOUNT, { writeApi: true });
  const answer = await fetch(`${url}/returns/v1.0/rma?by=hand`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await signIn(url)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  door.configure(ACCOUNT, { writeApi });
  if (!answer.ok) throw new Error(await answer.text());
}

async function signIn(url: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'password',
    client_id: '6F1B2C3D-0000-4000-8000-00000000A1A5',
    client_secret: 'secret of northfold.aims360.client',
    username: 'backhaul',
    password: 'secret of northfold.aims360.password',
  });
  const answer = await fetch(`${url}/authentication/v1/authentication/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}
