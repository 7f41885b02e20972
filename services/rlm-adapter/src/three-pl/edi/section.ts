import { secret } from '@backhaul/service-kit';
import { z } from 'zod';
import { receivingDays } from '../../receiving-days.js';
import { partnerSchema } from './partner.js';

const folder = (name: string) => z.string().trim().min(1).default(name);

/** The section `threepl` of a merchant whose warehouse is talked to by X12 files over SFTP. */
export const ediSection = z.strictObject({
  kind: z.literal('edi'),
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(22),
  user: z.string().min(1),
  /** OpenSSH or PEM. */
  privateKey: secret(),
  /** Fingerprint of the server's key, as `ssh-keygen -l` shows it. Another one is refused. */
  hostKey: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'expected a fingerprint such as SHA256:47DEQpj8HBSa…'),
  /** First part of file names. */
  clientCode: z.string().regex(/^[A-Za-z0-9-]+$/, 'expected letters, digits and hyphens'),
  warehouseCode: z.string().min(1),
  ...receivingDays,
  folders: z
    .strictObject({
      out: folder('to_3pl'),
      in: folder('from_3pl'),
      archive: folder('archive'),
      error: folder('error'),
    })
    .prefault({}),
  partner: partnerSchema,
  pollSeconds: z.number().positive().default(60),
  /** Until the partner has to have answered with a 997. */
  ackWithinHours: z.number().positive().default(24),
  /** A file without its end counts as cut off when it has not grown for so long. */
  settleSeconds: z.number().nonnegative().default(60),
  largestFileBytes: z.int().positive().default(20_000_000),
  timeoutSeconds: z.number().positive().default(30),
});
export type EdiSection = z.infer<typeof ediSection>;
