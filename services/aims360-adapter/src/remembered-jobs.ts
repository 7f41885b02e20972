import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { ExportJob, ExportJobs } from './aims360/views/export-runs.js';

/** The jobs that export bulk views, in our database. */
@Injectable()
export class RememberedJobs {
  constructor(private readonly pool: Pool) {}

  of(merchantId: string): ExportJobs {
    return {
      get: async (key) => {
        const { rows } = await this.pool.query<ExportJob>(read, [merchantId, key]);
        return rows[0] ?? null;
      },
      keep: async (key, { jobId, publishLink }) => {
        await this.pool.query(write, [merchantId, key, jobId, publishLink]);
      },
    };
  }
}

const read = `
  SELECT job_id AS "jobId", publish_link AS "publishLink" FROM aims360.export_job WHERE merchant_id = $1 AND export = $2`;
const write = `
  INSERT INTO aims360.export_job (merchant_id, export, job_id, publish_link) VALUES ($1, $2, $3, $4)
  ON CONFLICT (merchant_id, export) DO UPDATE SET job_id = excluded.job_id, publish_link = excluded.publish_link`;
