import { z } from 'zod';

/**
 * Who brings an effect about: we; the ERP vendor's own link to Loop; Loop by itself, such as on a carrier's scan; or a
 * person in one of the systems. An effect that is not ours is observed and never repeated.
 */
export type TriggerOwner = 'backhaul' | 'vendor-link' | 'loop' | 'person';

/** A key of the configuration that names the owner of one trigger, of those who can own it. */
export const ownedBy = <const O extends readonly [TriggerOwner, ...TriggerOwner[]]>(...owners: O) => z.enum(owners);

/** That somebody is switched on to bring an effect about. */
export interface Claim {
  /** In the field's words: `create the RMA`. */
  readonly effect: string;
  readonly owner: TriggerOwner;
  /** The key that says so, from the part of the configuration that is checked. */
  readonly path: readonly string[];
  /** How to take it back, as an order: `set aims360.triggers.rma to vendor-link`. */
  readonly instead: string;
}

/** Two who would bring the same effect about. */
export interface Rivalry {
  readonly path: readonly string[];
  readonly message: string;
}

/** Every effect that more than one would bring about: it would be done twice. Pure. */
export function rivalries(claims: readonly Claim[]): Rivalry[] {
  const effects = [...new Set(claims.map(({ effect }) => effect))];
  return effects.flatMap((effect) => {
    const [first, ...others] = claims.filter((claim) => claim.effect === effect);
    const rival = others.find(({ owner }) => owner !== first?.owner);
    return first === undefined || rival === undefined ? [] : [rivalryOf(first, rival)];
  });
}

/** For `superRefine` of the part of the configuration that says who is switched on: the service then refuses to start. */
export function oneOwnerEach<S>(claimsOf: (section: S) => readonly Claim[]) {
  return (section: S, ctx: z.core.$RefinementCtx): void => {
    for (const { path, message } of rivalries(claimsOf(section))) {
      ctx.addIssue({ code: 'custom', path: [...path], message });
    }
  };
}

function rivalryOf(first: Claim, rival: Claim): Rivalry {
  const saidOf = ({ owner, path }: Claim): string => `${names[owner]} (${path.join('.')})`;
  return {
    path: first.path,
    message:
      `expected one who does it, but two would ${first.effect}: ${saidOf(first)} and ${saidOf(rival)}. ` +
      `It would be done twice. Either ${first.instead}, or ${rival.instead}`,
  };
}

const names: Readonly<Record<TriggerOwner, string>> = {
  backhaul: 'Backhaul',
  'vendor-link': "the ERP vendor's own link",
  loop: 'Loop',
  person: 'a person',
};
