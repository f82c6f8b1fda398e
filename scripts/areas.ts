/** The areas in their order: each may import only those before it. Read by the lint configuration and the tests. */
export const AREA_ORDER = [
  'organizations',
  'centers',
  'catalog',
  'employees',
  'rooms',
  'guests',
  'access-tokens',
  'invoices',
  'appointments',
  'bookings',
  'webhooks',
  'admin',
  'sandbox',
] as const
