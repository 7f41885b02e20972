// What tests of the whole product and the chaos run need; nobody else imports the launcher.
export { configOf } from './product/config.js';
export { freePorts } from './product/free-ports.js';
export { provision } from './product/provision.js';
export { unprovision } from './product/unprovision.js';
export { withLimits } from './product/with-limits.js';
export { startProcesses, type Processes } from './product/processes.js';
export { startProduct, type Product } from './product/product.js';
export { openWorld, type World } from './demo/world.js';
export { submit } from './demo/day.js';
export { ledgerClient, type Balance, type LedgerClient, type ListedReturn } from './demo/ledger-client.js';
export { northfoldCatalogue, oakLinenCatalogue, skuOf } from './demo/catalogue.js';
export {
  NORTHFOLD,
  NORTHFOLD_SHOP,
  northfoldOffice,
  northfoldOrder,
  type NorthfoldOffice,
  type Row,
} from './demo/northfold.js';
export type { Simulators } from './demo/simulators.js';
export {
  OAK_LINEN,
  OAK_LINEN_SHOP,
  oakLinenOrder,
  oakLinenWarehouse,
  type OakLinenTerms,
  type OakLinenWarehouse,
} from './demo/oak-linen.js';
export { startPeople } from './demo/people.js';
export { sha256 } from './kept-secrets.js';
