import { operation } from '#platform/http/operation.ts'
import { readFigureFilter } from '../figures/filter.ts'
import { readPerformance } from '../figures/store.ts'

export const getEmployeesPerformance = operation('getEmployeesPerformance', 'GET /v1/employees/performance', {
  who: { right: 'employees:read' },
  async handler({ query }, { db, caller, now }) {
    const figures = await readPerformance(db, await readFigureFilter(db, caller, query, now))
    return {
      employee_perfomances: figures.map(({ employee_id, ...performance }) => ({ employee_id, performance })),
    }
  },
})
