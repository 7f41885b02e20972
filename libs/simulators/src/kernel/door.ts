/** A door as seen over HTTP: the same methods, each answering a promise. */
export type RemoteDoor<Door> = {
  [Method in keyof Door]: Door[Method] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never;
};

/** Saves the state after each use of the side door, as after each request. */
export function savingDoor<Door extends object>(door: Door, save: () => void): Door {
  return new Proxy(door, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, target, args);
        if (!(result instanceof Promise)) {
          save();
          return result;
        }
        return result.finally(save);
      };
    },
  });
}

/** The side door of a simulator in another process: each method posts its arguments to `/__sim/door/<method>`. */
export function doorClient<Door extends object>(url: string): RemoteDoor<Door> {
  const call = async (method: string, args: unknown[]): Promise<unknown> => {
    const response = await fetch(`${url}/__sim/door/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) throw new Error(`${method}: ${messageOf(answer) ?? `HTTP ${response.status}`}`);
    return answer;
  };
  return new Proxy({} as RemoteDoor<Door>, {
    get: (_, method) =>
      // A proxy that has a `then` would be awaited as if it were a promise.
      typeof method === 'string' && method !== 'then' ? (...args: unknown[]) => call(method, args) : undefined,
  });
}

function messageOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined;
  return String(answer.error);
}
