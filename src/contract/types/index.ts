// Generated from the contract by `npm run contract:import`; never edit by hand.
import type * as bookings from './bookings.ts'
import type * as centers from './centers.ts'
import type * as classes from './classes.ts'
import type * as employees from './employees.ts'
import type * as guests from './guests.ts'
import type * as invoices from './invoices.ts'
import type * as operations from './operations.ts'
import type * as webhooks from './webhooks.ts'

export type { bookings, centers, classes, employees, guests, invoices, operations, webhooks }

export interface Operations extends
  bookings.BookingsOperations,
  centers.CentersOperations,
  classes.ClassesOperations,
  employees.EmployeesOperations,
  guests.GuestsOperations,
  invoices.InvoicesOperations,
  operations.OperationsOperations {}

export type Events = webhooks.Events
