import type { Reader } from '../input/reader.js';
import type { SkuRef } from './masters/lookup.js';

/** How a line of any document names its SKU. */
export const skuRefOf = (line: Reader): SkuRef => ({
  sku: line.textOrNull('sku', 50),
  upc: line.textOrNull('upc', 30),
  style: line.textOrNull('style', 30),
  color: line.textOrNull('color', 10),
  size: line.textOrNull('size', 6),
  length: line.textOrNull('length', 10),
});
