import { isRecord } from '../../kernel/index.js';

/** One call to Loop's REST API with the operator's key. Throws when Loop is not reached or refuses. */
const call = async (
  { loopUrl, apiKey }: { loopUrl: string; apiKey: string },
  path: string,
  body: unknown,
): Promise<unknown> => {
  const response = await fetch(`${loopUrl}/api/v1${path}`, {
    method: 'POST',
    headers: { 'x-authorization': apiKey, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Loop answered ${response.status} to ${path}: ${text.slice(0, 200)}`);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
};

type Access = Parameters<typeof call>[0];

/** Asks Loop to tell us of every new return. A subscription is inactive unless its maker says otherwise. */
export const subscribeToReturns = (access: Access, url: string): Promise<unknown> =>
  call(access, '/webhooks', { topic: 'return', trigger: 'return.created', url, status: 'active' });

/** Process: the literal `true` means queued, refusals come with HTTP 200 (contracts/loop.md §3). Gives what Loop said, in words. */
export const askToProcess = async (access: Access, returnId: string): Promise<string> => {
  const answer = await call(access, `/warehouse/return/${encodeURIComponent(returnId)}/process`, {});
  if (answer === true) return 'asked Loop to process: queued';
  const refusal = isRecord(answer) && isRecord(answer.errors) ? String(answer.errors.message) : JSON.stringify(answer);
  return `asked Loop to process: refused, ${refusal}`;
};
