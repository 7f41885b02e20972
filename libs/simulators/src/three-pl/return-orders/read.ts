import { Reader } from '../../input/reader.js';
import { requestedDispositions } from '../entities.js';
import type { Client, ReturnOrderLine, ReturnOrderRequest } from '../entities.js';
import { invalid } from '../refusal.js';

/** An X12 depositor order number holds 22 characters. */
const LONGEST_RA_NUMBER = 22;
const MOST_LINES = 200;

const readLine = (line: Reader): ReturnOrderLine => ({
  line_no: line.whole('line_no', 1),
  sku: line.text('sku', 50),
  upc: line.textOrNull('upc', 30),
  style: line.textOrNull('style', 30),
  color: line.textOrNull('color', 10),
  size: line.textOrNull('size', 10),
  dimension: line.textOrNull('dimension', 10),
  qty_expected: line.whole('qty_expected', 1),
  reason_code: line.textOrNull('reason_code', 6),
  requested_disposition: line.choiceOrNull('requested_disposition', requestedDispositions) ?? 'DEFAULT',
});

const readCustomer = (body: Reader): ReturnOrderRequest['customer'] => {
  if (!body.has('customer')) return { name: null, zip: null, country: null };
  const customer = new Reader(body.source.customer, invalid, 'customer');
  return {
    name: customer.textOrNull('name', 80),
    zip: customer.textOrNull('zip', 12),
    country: customer.textOrNull('country', 2),
  };
};

/** Reads a return order as the client sends it. Throws 422. */
export const readReturnOrder = (client: Client, input: unknown): ReturnOrderRequest => {
  const body = new Reader(input, invalid);
  const lines = body.list('lines').map(readLine);
  if (lines.length === 0) throw body.wrong('lines', 'must have an entry');
  if (lines.length > MOST_LINES) throw body.wrong('lines', `must have at most ${MOST_LINES} entries`);
  if (new Set(lines.map((line) => line.line_no)).size < lines.length)
    throw body.wrong('lines', 'must not repeat a line_no');
  const warehouse_code = body.text('warehouse_code', 40);
  if (!client.warehouses.includes(warehouse_code)) throw body.wrong('warehouse_code', 'is not one of your warehouses');
  if (body.text('client_code') !== client.client_code) throw body.wrong('client_code', 'is not yours');
  return {
    client_code: client.client_code,
    warehouse_code,
    ra_number: body.text('ra_number', LONGEST_RA_NUMBER),
    external_rma_id: body.textOrNull('external_rma_id', 64),
    order_number: body.textOrNull('order_number', 40),
    carrier: body.textOrNull('carrier', 40),
    tracking_numbers: body.texts('tracking_numbers'),
    expected_date: body.date('expected_date'),
    customer: readCustomer(body),
    accept_unexpected: body.flag('accept_unexpected', true),
    lines,
  };
};
