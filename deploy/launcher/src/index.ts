// What tests of the whole product need; nobody else imports the launcher.
export { configOf } from './product/config.js';
export { provision } from './product/provision.js';
export { startProduct, type Product } from './product/product.js';
export { openWorld, type World } from './demo/world.js';
export { submit } from './demo/day.js';
export { ledgerClient, type LedgerClient } from './demo/ledger-client.js';
export { NORTHFOLD, northfoldOffice, northfoldOrder } from './demo/northfold.js';
export { OAK_LINEN, oakLinenOrder, oakLinenWarehouse } from './demo/oak-linen.js';
export { startPeople } from './demo/people.js';
export { sha256 } from './kept-secrets.js';
