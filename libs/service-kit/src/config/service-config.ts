import type { ServiceName } from '@backhaul/contracts';
import { z } from 'zod';
import { merchantConfig, type Merchant } from './merchants.js';
import { secret, type Secret } from './secret.js';

/** viewer reads; operator and finance are separate powers that both read; admin may do all. */
export const roles = ['viewer', 'operator', 'finance', 'admin'] as const;
export type Role = (typeof roles)[number];

const busSchema = z.discriminatedUnion('kind', [
  // Extra keys are allowed, so that BACKHAUL_BUS can switch the kind of a file that describes both.
  z.object({ kind: z.literal('postgres'), url: secret() }),
  z.object({
    kind: z.literal('kafka'),
    brokers: z.array(z.string().min(1)).min(1),
    // Before every topic and group, where several installations share a cluster.
    prefix: z
      .string()
      .regex(/^[a-z0-9.-]{1,40}$/, 'expected small letters, digits, dots and dashes')
      .optional(),
  }),
]);

const serviceSchema = z.strictObject({
  postgres: z.strictObject({ url: secret(), poolSize: z.int().min(2).max(200).default(8) }),
  http: z.strictObject({ host: z.string().min(1).default('127.0.0.1'), port: z.int().min(0).max(65535) }),
});

const tokenSchema = z.strictObject({
  name: z.string().min(1),
  role: z.enum(roles),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected the SHA-256 of the token as 64 hex digits'),
});

const logSchema = z.strictObject({
  level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type BusConfig = z.infer<typeof busSchema>;
export type ServiceSection = z.infer<typeof serviceSchema>;
export type ApiToken = z.infer<typeof tokenSchema>;

/** What one service reads of the configuration file. */
export interface ServiceConfig<M extends object = object> {
  service: ServiceSection;
  bus: BusConfig;
  tokens: ApiToken[];
  log: z.infer<typeof logSchema>;
  /** How long the work of a process that died without a word stays taken before another takes it up. */
  takeOverSeconds: number;
  /** How often a service compares what readers see with its events. */
  selfCheckHours: number;
  merchants: Merchant<M>[];
}

/**
 * The configuration of one service: its own section, the shared ones, and the merchants with the sections it reads.
 * What belongs to other services is not looked at, so that each process needs only its own secrets.
 */
export function serviceConfigSchema<M extends object>(
  name: ServiceName,
  merchantSections: z.ZodType<M>,
): z.ZodType<ServiceConfig<M>> {
  const file = z.strictObject({
    services: z.looseObject({ [name]: serviceSchema }),
    bus: busSchema,
    tokens: z.array(tokenSchema).default([]),
    log: logSchema.default({ level: 'info' }),
    // How long the work of a process that died without a word stays taken before another takes it up.
    takeOverSeconds: z.number().min(2).max(120).default(10),
    // How often a service compares what readers see with its events.
    selfCheckHours: z.number().min(1).max(720).default(24),
    merchants: z.array(merchantConfig(merchantSections)).superRefine(idsAreUnique),
  });
  return file.transform(({ services, ...shared }): ServiceConfig<M> => {
    // The schema above has just made sure that the section is there.
    return { ...shared, service: services[name] as ServiceSection };
  });
}

function idsAreUnique(merchants: readonly { id: string }[], ctx: z.core.$RefinementCtx): void {
  merchants.forEach(({ id }, index) => {
    if (merchants.findIndex((other) => other.id === id) === index) return;
    ctx.addIssue({ code: 'custom', path: [index, 'id'], message: `expected an id of its own; ${id} is taken` });
  });
}

type SecretInput = string | { env: string } | { file: string } | Secret;

/** The configuration file as it is written, before it is checked: what a launcher or a test puts together. */
export interface ConfigFile {
  services: Partial<
    Record<ServiceName, { postgres: { url: SecretInput; poolSize?: number }; http: { host?: string; port: number } }>
  >;
  bus: { kind: 'postgres'; url: SecretInput } | { kind: 'kafka'; brokers: string[]; prefix?: string };
  tokens?: { name: string; role: Role; sha256: string }[];
  log?: { level: string };
  takeOverSeconds?: number;
  selfCheckHours?: number;
  merchants: { id: string; name: string; currency: string; timeZone: string; [section: string]: unknown }[];
}
