export { createVendorClient } from './client.js';
export {
  notUnderstood,
  VendorError,
  type Delivered,
  type VendorErrorCode,
  type VendorErrorFacts,
} from './vendor-error.js';
export type {
  CallOptions,
  VendorClient,
  VendorClientOptions,
  VendorLog,
  VendorMetrics,
  VendorRequest,
  VendorResponse,
} from './options.js';
