import {
  createVendorClient,
  notUnderstood,
  VendorError,
  type VendorClient,
  type VendorClientOptions,
} from '@backhaul/vendor-http';
import type { z } from 'zod';
import type { RlmSection, SoapSection } from '../../config.js';
import { reading, type VendorCall } from '../../vendor-call.js';
import { requestEnvelope, resultIn, type Argument, type SoapResult } from './envelope.js';
import { writeXml, type Content } from './xml.js';

/** The operations that read, and the table that each answers with (contracts/rlm-and-3pl.md §1.2). */
const tables = {
  'Item.getSelected': 'ITEM_MASTER',
  'Item.getInventory': 'INVENTORY_MASTER',
  'PackedOrders.getSelected': 'PACKED_ORDERS',
  'Billing.getCredits': 'CREDITS',
} as const;

/** Thousands of rows in one answer are normal. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

type Call = Pick<VendorCall, 'correlationId' | 'signal'>;

/** What is wrong with the login or its company, not with what was asked; both are mended in RLM or in our configuration. */
const loginRefusals: readonly string[] = ['The user/key combination does not exist', 'Invalid Company'];

/** RLM's legacy SOAP services for one company. The key stands in the document itself, so it is kept out of every error. */
export class SoapServices {
  readonly #http: VendorClient;
  readonly #section: RlmSection;
  readonly #soap: SoapSection;

  constructor(
    section: RlmSection,
    soap: SoapSection,
    observed: Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'>,
  ) {
    this.#section = section;
    this.#soap = soap;
    this.#http = createVendorClient({
      vendor: 'RLM',
      baseUrl: section.baseUrl,
      timeoutMs: section.timeoutSeconds * 1000,
      callsPerMinute: section.callsPerMinute,
      concurrency: 4,
      maxBodyBytes: MAX_BODY_BYTES,
      ...observed,
    });
  }

  /** Every row that fits the filter. @throws VendorError VENDOR_NOT_UNDERSTOOD for another table, or rows that are missing */
  async read<T>(
    operation: keyof typeof tables,
    filter: Readonly<Record<string, Content>>,
    row: z.ZodType<T>,
    call: Call,
  ): Promise<T[]> {
    const { user, key } = this.#login();
    const document = writeXml('ITEM_FILTER', {
      AUTHENTICATION: { USERNAME: user, KEY_VALUE: key },
      COMPANY_NUMBER: this.#section.company,
      ...filter,
    });
    const { table, rows, total } = await this.#call(operation, 'filterXML', document, call);
    if (table !== null && table !== tables[operation])
      throw notUnderstood('RLM', `${operation} answered with the table ${table}`);
    if (total !== null && rows.length < total)
      throw notUnderstood('RLM', `${operation} tells of ${total} rows and has ${rows.length}`);
    return rows.map((raw) => parsed(operation, row, raw));
  }

  /** Creates orders. Never repeated here: the services cannot say whether one was there before. */
  async create<T>(order: Readonly<Record<string, Content>>, row: z.ZodType<T>, call: Call): Promise<T[]> {
    const { user, key } = this.#login();
    const document = writeXml('order', {
      authentication: { userName: user, keyValue: key },
      companyNumber: this.#section.company,
      ...order,
    });
    const operation = 'SalesOrder.create';
    const { rows } = await this.#call(operation, 'orderXML', document, call);
    return rows.map((raw) => parsed(operation, row, raw));
  }

  async #call(
    name: string,
    argument: Argument,
    document: string,
    call: Call,
  ): Promise<Extract<SoapResult, { kind: 'rows' }>> {
    const [service, operation = ''] = name.split('.');
    const { headers, ...rest } = reading(call);
    const answer = await this.#http
      .request({
        method: 'POST',
        path: `${this.#soap.servicePath}/${service}`,
        body: requestEnvelope(operation, argument, document),
        contentType: 'text/xml; charset=utf-8',
        headers: { ...headers, SOAPAction: '""' },
        readOnly: argument === 'filterXML',
        ...rest,
      })
      .catch((error: unknown) => {
        throw this.#withoutKey(error);
      });
    // An outage, also under status 200: never read as a result, and gone later.
    if (/^\s*<(!doctype html|html)\b/i.test(answer.text))
      throw new VendorError('VENDOR_NOT_UNDERSTOOD', 'RLM answered with a page for people', {
        ...{ vendor: 'RLM', delivered: 'unknown', retryable: true },
      });
    const result = resultIn(operation, answer.text);
    if (result.kind === 'refused') throw this.#refusal(result.description);
    return result;
  }

  #login(): { user: string; key: string } {
    return { user: this.#soap.user, key: this.#section.apiKey.reveal() };
  }

  #refusal(description: string): VendorError {
    const message = description.replaceAll(this.#login().key, '[redacted]').slice(0, 500);
    const facts = { vendor: 'RLM', delivered: 'answered' as const, status: 200, body: { message } };
    if (loginRefusals.includes(message))
      return new VendorError('VENDOR_UNAUTHORIZED', `RLM: ${message}`, { ...facts, retryable: true });
    return new VendorError('VENDOR_REFUSED', `RLM: ${message}`, { ...facts, retryable: false });
  }

  /** A server's page may repeat what it was sent. */
  #withoutKey(error: unknown): unknown {
    const { key } = this.#login();
    if (!(error instanceof VendorError) || !JSON.stringify([error.message, error.body]).includes(key)) return error;
    const { code, vendor, delivered, retryable, status, retryAfterMs } = error;
    const message = error.message.replaceAll(key, '[redacted]');
    return new VendorError(code, message, { vendor, delivered, retryable, status, retryAfterMs });
  }
}

function parsed<T>(operation: string, row: z.ZodType<T>, raw: unknown): T {
  const read = row.safeParse(raw);
  if (read.success) return read.data;
  const details = read.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: issue.message }));
  throw notUnderstood('RLM', `a row of ${operation} does not fit its contract`, details);
}
