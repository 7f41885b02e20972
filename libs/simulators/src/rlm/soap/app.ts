import type { Express, Request, Response } from 'express';
import { CallBudget } from '../../input/call-budget.js';
import { rawBody } from '../../kernel/index.js';
import type { Kernel } from '../../kernel/index.js';
import { RlmRefusal } from '../refusal.js';
import type { Company, RlmState } from '../state.js';
import { answerEnvelope, readEnvelope } from './envelope.js';
import { operations } from './operations.js';
import { refusedResult, tomcatPage } from './result.js';
import { part, readXml, textOf, type Element } from './xml.js';

/** Who may call stands inside the argument: upper case in filters, camel case in orders. */
const companyOf = (state: RlmState, { root, content }: { root: string; content: Element }): Company => {
  const isOrder = root === 'order';
  const authentication = part(content, isOrder ? 'authentication' : 'AUTHENTICATION');
  const user = textOf(authentication, isOrder ? 'userName' : 'USERNAME');
  const key = textOf(authentication, isOrder ? 'keyValue' : 'KEY_VALUE');
  const known = Object.values(state.companies).filter((each) => each.apiKey === key && each.settings.soapUser === user);
  if (known.length === 0) throw new RlmRefusal('AUTH', 'The user/key combination does not exist');
  const number = textOf(content, isOrder ? 'companyNumber' : 'COMPANY_NUMBER');
  const company = known.find((each) => String(each.number) === number);
  if (company === undefined) throw new RlmRefusal('VALIDATION', 'Invalid Company');
  return company;
};

/** Mounts the legacy SOAP services beside the REST paths, on the same state (contracts/rlm-and-3pl.md §1.2). */
export const mountSoap = (app: Express, { state, clock }: Kernel<RlmState>): void => {
  const budget = new CallBudget(clock);

  const resultOf = (service: string, operation: string, argument: string): string => {
    try {
      const run = operations[`${service}.${operation}`];
      if (run === undefined) throw new RlmRefusal('VALIDATION', `Invalid Operation ${operation}`);
      const document = readXml(argument);
      const company = companyOf(state, document);
      if (budget.take(String(company.number), company.settings.callsPerMinute) > 0)
        throw new RlmRefusal('RATE_LIMIT', 'Too Many Requests');
      return run(company, document.content, clock.now());
    } catch (error) {
      if (error instanceof RlmRefusal && error.code !== 'RATE_LIMIT') return refusedResult(error.message);
      if (error instanceof SyntaxError) return refusedResult('Invalid XML');
      throw error;
    }
  };

  const page = (response: Response, status: number): void => {
    response.status(status).type('html').send(tomcatPage(status));
  };

  app.all('/:tenant/services/:service', (request: Request, response: Response) => {
    const service = String(request.params.service);
    const isService = Object.keys(operations).some((name) => name.startsWith(`${service}.`));
    if (request.method !== 'POST' || !isService) return page(response, 404);
    try {
      const { operation, argument } = readEnvelope(rawBody(request).toString('utf8'));
      const result = resultOf(service, operation, argument);
      response.type('text/xml').send(answerEnvelope(operation, result));
    } catch (error) {
      page(response, error instanceof RlmRefusal ? error.status : 500);
    }
  });
};
