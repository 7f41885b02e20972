import type { CheckResult, SetupCheck } from '@backhaul/service-kit';
import { operations, operationWords, type Operation } from './aims360-store/operations.js';
import type { Aims360Port } from './aims360/port.js';
import { lists } from './aims360/probe.js';
import type { Aims360Section } from './config.js';

/** Of a missed poll or two, nobody needs to hear. */
const LATE_POLLS = 3;

interface Parts {
  readonly section: Aims360Section;
  readonly client: Aims360Port;
  /** Operations that the store's AIMS360 turned out to lack. */
  lost(): Promise<readonly Operation[]>;
  /** It has a call for it after all. */
  regain(operation: Operation): Promise<void>;
  /** When RMAs were last polled well; null before the first time. */
  lastPoll(): Promise<Date | null>;
  now(): Date;
}

const ok = (found: string): CheckResult => ({ status: 'ok', found, remedy: null });
const fail = (found: string, remedy: string): CheckResult => ({ status: 'fail', found, remedy });
const warn = (found: string, remedy: string): CheckResult => ({ status: 'warn', found, remedy });

/** What has to be right in a merchant's AIMS360. Nothing is changed there. */
export function aims360Checks(parts: Parts): SetupCheck[] {
  const check = (name: string, run: SetupCheck['run']): SetupCheck => ({ system: 'AIMS360', name, run });
  return [
    check('login and customer account', (signal) => customerAccount(parts, signal)),
    check('codes', () => codes(parts)),
    ...(parts.section.reads === 'api' ? apiLists(parts, check) : bulkViews(parts, check)),
    ...operations.map((operation) => check(`call: ${operation}`, (signal) => call(parts, operation, signal))),
    check('poll of RMAs', () => poll(parts)),
  ];
}

type NewCheck = (name: string, run: SetupCheck['run']) => SetupCheck;

async function customerAccount({ client, section }: Parts, signal: AbortSignal): Promise<CheckResult> {
  const { customerAccount: account } = section;
  if (await client.probe.hasCustomerAccount(signal)) return ok(`signed in; ${account} is there`);
  return fail(
    `signed in; there is no customer account ${account}`,
    'Correct aims360.customerAccount, or add the account.',
  );
}

async function codes({ client, section }: Parts): Promise<CheckResult> {
  if (!Object.values(section.modes).includes('api')) return ok('not needed: people make every document');
  const missing = await client.probe.missingCodes();
  if (missing.length === 0) return ok('all codes of the configuration are known');
  return fail(missing.join(' '), 'Add them in Setup › Codes, or correct the configuration.');
}

const apiLists = ({ client }: Parts, check: NewCheck): SetupCheck[] =>
  Object.keys(lists).map((name) =>
    check(`list of ${name}`, async (signal) => {
      if (await client.probe.hasList(name as keyof typeof lists, signal)) return ok('can be read');
      return fail('the API has no such list', 'Ask the vendor to open it, or set aims360.reads to bulk-view.');
    }),
  );

/** One export each; a column that is missing fails the check with its name. */
function bulkViews({ client, section }: Parts, check: NewCheck): SetupCheck[] {
  const { views } = section;
  const nobody = '0';
  const reads = [
    { name: views.rmas.name, read: (signal: AbortSignal) => client.hasRma(nobody, signal) },
    {
      name: views.transactions.name,
      read: (signal: AbortSignal) => client.findDebit({ customerAccount: nobody, reference: nobody }, signal),
    },
    { name: views.webOrders.name, read: (signal: AbortSignal) => client.findStaged(nobody, signal) },
    { name: views.orders.name, read: (signal: AbortSignal) => client.findOrder(nobody, signal) },
  ];
  const sources = [views.rmas, views.transactions, views.webOrders, views.orders].map(({ source }) => source);
  return reads.map(({ name, read }, index) =>
    check(`view ${sources[index] ?? ''} › ${name}`, async (signal) => {
      await read(signal);
      return ok('has every column that is read');
    }),
  );
}

async function call(parts: Parts, operation: Operation, signal: AbortSignal): Promise<CheckResult> {
  const done = operationWords[operation];
  if (parts.section.modes[operation] === 'operator') return ok(`${done} by a person, as configured`);
  const takes = await parts.client.probe.takes(operation, signal);
  const lost = (await parts.lost()).includes(operation);
  if (takes === true && lost) await parts.regain(operation);
  if (takes === true) return ok(lost ? 'there is a call again; Backhaul uses it from now on' : 'there is a call');
  if (takes === false || lost) {
    return warn(
      `there is no call: ${done} by a person, as tasks`,
      `Ask the vendor to open the API, or set aims360.modes.${operation} to operator.`,
    );
  }
  return ok('not to be told without changing something');
}

async function poll({ section, ...parts }: Parts): Promise<CheckResult> {
  const last = await parts.lastPoll();
  if (last === null)
    return warn('it has not ended well yet', 'Wait for its first run; see the log when it does not come.');
  const seconds = Math.round((parts.now().getTime() - last.getTime()) / 1000);
  if (seconds <= section.pollSeconds * LATE_POLLS + 60) return ok(`ended well ${seconds} s ago`);
  return fail(
    `ended well last at ${last.toISOString()}`,
    'See the log for why it fails; nothing of AIMS360 is seen meanwhile.',
  );
}
