/** Jobs: what people are employed as, with the level prices may depend on. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { violatedConstraint } from '#platform/db/transaction.ts'
import type { Page } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { findJob } from '../store.ts'
import type { JobRow } from '../tables.ts'

export type JobFacts = Omit<JobRow, 'organization_id' | 'id'>

async function refuseTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (violatedConstraint(error) === 'jobs_by_code')
      refuse('conflict', { field: 'code', detail: 'is the code of another job' })
    throw error
  }
}

/** Throws conflict when the code is taken. */
export async function createJob(tx: Tx, organizationId: string, facts: JobFacts, now: Date): Promise<JobRow> {
  const job = { organization_id: organizationId, id: newId(now), ...facts }
  await refuseTaken(tx.insertInto('jobs').values(job).execute())
  return job
}

/** Throws not_found. */
export const getJob = async (db: Db, organizationId: string, jobId: string): Promise<JobRow> =>
  (await findJob(db, organizationId, jobId)) ?? refuse('not_found', { field: 'job_id' })

export async function listJobs(
  db: Db,
  organizationId: string,
  page: Page,
): Promise<{ jobs: JobRow[]; total: number }> {
  const { rows: jobs } = await sql<JobRow>`
    select * from jobs where organization_id = ${organizationId}
    order by level, lower(name), id limit ${page.size} offset ${page.offset}`.execute(db)
  const { rows } = await sql<{
    total: number
  }>`select count(*) as total from jobs where organization_id = ${organizationId}`.execute(db)
  return { jobs, total: rows[0]!.total }
}

/** Throws not_found, conflict. */
export async function changeJob(
  tx: Tx,
  organizationId: string,
  jobId: string,
  change: Partial<JobFacts>,
): Promise<JobRow> {
  if (Object.keys(change).length)
    await refuseTaken(
      tx
        .updateTable('jobs')
        .set(change)
        .where('organization_id', '=', organizationId)
        .where('id', '=', jobId)
        .execute(),
    )
  return getJob(tx, organizationId, jobId)
}

/** Removes a job nobody has and no price depends on; throws not_found, conflict. */
export async function removeJob(tx: Tx, organizationId: string, jobId: string): Promise<void> {
  await sql`select 1 from jobs where organization_id = ${organizationId} and id = ${jobId} for update`.execute(
    tx,
  )
  await getJob(tx, organizationId, jobId)
  const { rows } = await sql<{ used: boolean }>`
    select exists (select 1 from employees where organization_id = ${organizationId} and job_id = ${jobId} and not is_deleted)
      or exists (select 1 from service_level_prices where organization_id = ${organizationId} and job_id = ${jobId}) as used`.execute(
    tx,
  )
  if (rows[0]!.used) refuse('conflict', { field: 'job_id', detail: 'employees or prices still use the job' })
  await sql`delete from jobs where organization_id = ${organizationId} and id = ${jobId}`.execute(tx)
}
