import { startSimulator, type Simulator, type SimulatorOptions } from '../../src/kernel/index.js';

interface ToyState {
  documents: string[];
  rings: number;
}

export interface ToyDoor {
  documents(): string[];
  ringIn(ms: number): void;
  hook(url: string, body: string, retryDelaysMs: number[]): string;
  fail(): never;
}

/** The smallest vendor: documents by POST, a timer that counts, a webhook. */
export const startToy = (options?: SimulatorOptions): Promise<Simulator<ToyDoor>> =>
  startSimulator<ToyState, ToyDoor>(
    {
      name: 'toy',
      initialState: () => ({ documents: [], rings: 0 }),
      build: (kernel) => {
        kernel.timers.handle<{ by: number }>('ring', ({ by }) => void (kernel.state.rings += by));
        const door: ToyDoor = {
          documents: () => kernel.state.documents,
          ringIn: (ms) => void kernel.timers.after(ms, 'ring', { by: 1 }),
          hook: (url, body, retryDelaysMs) =>
            kernel.webhooks.send({
              url,
              body,
              topic: 'toy',
              headers: { 'content-type': 'application/json' },
              policy: { retryDelaysMs, timeoutMs: 300, retryOn: 'all', maxRetryAfterMs: 60_000 },
            }).id,
          fail: () => {
            throw new Error('the door is stuck');
          },
        };
        return {
          door,
          mount: (app) => {
            app.post('/documents', (_, response) => {
              const id = kernel.ids.next('document', '5511223344550', 1_000);
              kernel.state.documents.push(id);
              response.status(201).json({ id });
            });
            app.get('/rings', (_, response) => void response.json(kernel.state.rings));
            app.use((_, response) => void response.status(404).json({ toy: 'no such thing' }));
          },
        };
      },
    },
    options,
  );
