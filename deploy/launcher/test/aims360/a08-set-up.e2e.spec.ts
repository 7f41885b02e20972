import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NORTHFOLD, NORTHFOLD_SHOP, startProduct, type Product } from '../../src/index.js';
import { addressesFile, writeAddresses } from '../../src/addresses-file.js';
import { dataFolder } from '../support/folder.js';
import { northfoldOn, type Northfold } from '../support/northfold.js';
import { setStage, tokenOf, type Stage } from '../support/stage.js';

const inLoop = {
  shop: NORTHFOLD,
  apiKey: 'secret of northfold.loop.key',
  webhookSecret: 'secret of northfold.loop.webhook',
  shopDomain: NORTHFOLD_SHOP,
};
const inShopify = {
  domain: NORTHFOLD_SHOP,
  clientId: 'northfold-app',
  clientSecret: 'secret of northfold.shopify',
  locations: [{ name: 'Duluth' }],
};

describe('A8: npx backhaul check tells per system what works, what is missing and how to mend it', () => {
  const folder = dataFolder();
  let stage: Stage;
  let product: Product | undefined;
  let northfold: Northfold;

  beforeAll(async () => {
    stage = await setStage({ bus: 'postgres', pollSeconds: 0.5, northfold: {} });
    // The store on its first day: Loop knows of no webhook.
    stage.world.simulators.loop.door.addShop(inLoop);
    const webhookUrl = stage.urlOf('loop-gateway');
    const merchants = stage.config.merchants.map((merchant) =>
      merchant.id === NORTHFOLD ? { ...merchant, loop: { ...(merchant['loop'] as object), webhookUrl } } : merchant,
    );
    product = await startProduct({ config: { ...stage.config, merchants } });
    writeAddresses(folder.dir, product.services);
    northfold = northfoldOn(stage);
  });

  afterAll(async () => {
    await product?.stop();
    await stage?.close();
    folder.remove();
  });

  /** As a person runs it; the exit code and what it printed. */
  const check = (): Promise<{ code: number; said: string }> => {
    const args = ['check', '--merchant', NORTHFOLD, '--config', addressesFile(folder.dir)];
    const env = { PATH: process.env['PATH'], BACKHAUL_TOKEN: tokenOf('admin') };
    return new Promise((done) => {
      execFile(process.execPath, [resolve('deploy/cli/bin/backhaul.mjs'), ...args], { env }, (error, out, err) =>
        done({ code: typeof error?.code === 'number' ? error.code : 0, said: `${out}${err}` }),
      );
    });
  };
  const checked = (what: string, fits: (said: string, code: number) => boolean): Promise<string> =>
    northfold.until(what, async () => {
      const { code, said } = await check();
      if (fits(said, code)) return said;
      throw new Error(said);
    });

  it('everything that a return needs, in all three systems; webhooks register themselves, active', async () => {
    const said = await checked('everything to be well', (_, code) => code === 0);
    expect(said).toMatch(/^ok +Loop +API key and scope returns/m);
    expect(said).toMatch(/^ok +Loop +webhooks +(\d+) of \1 active/m);
    expect(said).toMatch(/^ok +Shopify +scope read_orders +granted/m);
    expect(said).toMatch(/^ok +AIMS360 +login and customer account +signed in; SHPFY-US is there/m);
    expect(said).toMatch(/^ok +AIMS360 +codes +all codes of the configuration are known/m);

    const { loop } = stage.world.simulators;
    const one = await northfold.sendsBack(northfold.buys({ 'NFTEE-SAND-S': 1 }), ['NFTEE-SAND-S']);
    await northfold.seen(one, 'ReturnAuthorized');
    const delivered = loop.webhooks.deliveries.filter(
      ({ state, url }) => state === 'delivered' && url.startsWith(stage.urlOf('loop-gateway')),
    );
    expect(delivered.length).toBeGreaterThan(0);
  });

  it('what is missing fails by name, says how to mend it, and ends with 1 for a script', async () => {
    const { aims360, loop, shopify } = stage.world.simulators;
    loop.door.addShop({ ...inLoop, scopes: ['developer_tools'] });
    shopify.door.addShop({
      ...inShopify,
      scopes: ['read_orders', 'read_products', 'read_inventory', 'write_inventory'],
    });
    shopify.door.expireTokens(NORTHFOLD_SHOP);
    aims360.door.setCode('NORTHFOLD', 'returnAuthorizations', 'OTHER', { enabled: false });
    aims360.door.configure('NORTHFOLD', { readApiOf: { ar: false } });
    const said = await checked(
      'what is missing to be told',
      (text) => text.includes('read_returns') && text.includes('FAIL'),
    );
    expect((await check()).code).toBe(1);
    expect(said).toMatch(/^FAIL +Loop +API key and scope returns +Loop refuses the key/m);
    expect(said).toMatch(/^FAIL +Shopify +scope read_returns +not granted: no native exchange is seen/m);
    expect(said).toMatch(/^FAIL +AIMS360 +list of .*the API has no such list/m);
    expect(said).toMatch(/to mend: In Loop Admin, .*tick Returns for the key/);
    expect(said).toMatch(/to mend: Add read_returns to the scopes of the app/);
    expect(said).toMatch(/to mend: Ask the vendor to open it, or set aims360\.reads to bulk-view/);
  });
});
