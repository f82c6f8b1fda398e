import { Type, type Static } from 'typebox'
import {
  changeJob as change,
  createJob as create,
  getJob as read,
  listJobs as list,
  removeJob,
  type JobRow,
} from '#areas/employees'
import { managementOperation } from '#platform/http/operation.ts'
import { pageInfo, readPage } from '#platform/http/paging.ts'
import { Guid, PageInfo, pageQuery, Success, Whole, words } from '../shapes.ts'

const members = {
  code: words(50),
  name: words(200),
  level: Type.Integer({ minimum: 0, maximum: 1000, description: 'rank; prices may differ by it' }),
  provides_services: Type.Boolean({ description: 'people of this job show as therapists' }),
}
const Job = Type.Object({
  id: Guid,
  code: members.code,
  name: members.name,
  level: Whole(0, 1000),
  provides_services: Type.Boolean(),
})
const Change = Type.Partial(Type.Object(members))

const reply = ({ id, code, name, level, provides_services }: JobRow): Static<typeof Job> => ({
  id,
  code,
  name,
  level,
  provides_services,
})

export const createJob = managementOperation(
  'createJob',
  'POST /admin/v1/jobs',
  {
    summary: 'Create a job',
    body: Type.Object({ ...Change.properties, code: members.code, name: members.name }),
    reply: Job,
  },
  {
    who: { right: 'management:write' },
    async handler({ body }, { tx, organizationId, now }) {
      return reply(await create(tx, organizationId, { level: 0, provides_services: true, ...body }, now))
    },
  },
)

export const listJobs = managementOperation(
  'listJobs',
  'GET /admin/v1/jobs',
  {
    summary: 'List jobs by level and name',
    query: Type.Object(pageQuery),
    reply: Type.Object({ jobs: Type.Array(Job), page_info: PageInfo }),
  },
  {
    who: { right: 'management:read' },
    async handler({ query }, { db, organizationId }) {
      const page = readPage(query)
      const { jobs, total } = await list(db, organizationId, page)
      return { jobs: jobs.map(reply), page_info: pageInfo(total, page) }
    },
  },
)

export const getJob = managementOperation(
  'getJob',
  'GET /admin/v1/jobs/{job_id}',
  { summary: 'Get a job', reply: Job },
  {
    who: { right: 'management:read' },
    etag: true,
    handler: async ({ path }, { db, organizationId }) => reply(await read(db, organizationId, path.job_id!)),
  },
)

export const changeJob = managementOperation(
  'changeJob',
  'PATCH /admin/v1/jobs/{job_id}',
  { summary: 'Change a job', body: Change, reply: Job },
  {
    who: { right: 'management:write' },
    handler: async ({ path, body }, { tx, organizationId }) =>
      reply(await change(tx, organizationId, path.job_id!, body)),
  },
)

export const deleteJob = managementOperation(
  'deleteJob',
  'DELETE /admin/v1/jobs/{job_id}',
  { summary: 'Delete a job nobody has', reply: Success },
  {
    who: { right: 'management:write' },
    async handler({ path }, { tx, organizationId }) {
      await removeJob(tx, organizationId, path.job_id!)
      return { success: true }
    },
  },
)

export const jobsManagement = [createJob, listJobs, getJob, changeJob, deleteJob]
