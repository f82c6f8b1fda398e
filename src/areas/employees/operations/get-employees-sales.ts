import { operation } from '#platform/http/operation.ts'
import { findCurrencyByCode, units } from '#platform/money.ts'
import { readFigureFilter } from '../figures/filter.ts'
import { readSales, type ItemSales } from '../figures/store.ts'

/** Sums closed invoices. Targets are null: nobody sets any by kind of item. */
export const getEmployeesSales = operation('getEmployeesSales', 'GET /v1/employees/sales', {
  who: { right: 'employees:read' },
  async handler({ query }, { db, caller, now }) {
    const { people, items, guests } = await readSales(db, await readFigureFilter(db, caller, query, now))
    return {
      employee_sales: people.map((employeeId) => {
        const seen = guests.find((row) => row.employee_id === employeeId)
        return {
          employee_id: employeeId,
          item_sales: items.filter((row) => row.employee_id === employeeId).map(itemSales),
          guest_sales: {
            number_of_guests: seen?.guests ?? 0,
            number_of_new_guests: seen?.new_guests ?? 0,
            number_of_guest_requests: seen?.requests ?? 0,
            number_of_guest_rebooked: seen?.rebooked ?? 0,
            number_of_guest_products: seen?.with_products ?? 0,
          },
        }
      }),
    }
  },
})

/** One entry per kind of item and, for people who work in several countries, currency. */
const itemSales = ({ type, revenue, numbers, currency_code }: ItemSales) => ({
  item_type: type,
  revenue: units(revenue, findCurrencyByCode(currency_code)?.exponent ?? 2),
  numbers,
})
