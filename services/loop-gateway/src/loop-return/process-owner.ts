/**
 * Who makes Loop process a cleared return at a store: we; the ERP vendor's own link; Loop by itself, such as on a carrier's scan;
 * or a person. What is not ours is observed and never repeated.
 */
export const processOwners = ['backhaul', 'vendor-link', 'loop', 'person'] as const;
export type ProcessOwner = (typeof processOwners)[number];
