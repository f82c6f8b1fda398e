/** Invoices: lines, prices with tax, states. Payment and closing come on top of the same tables. */
export {
  adoptInvoice,
  cancelInvoice,
  createGroupInvoice,
  createInvoices,
  findInvoice,
  hasPayments,
  invoiceNumber,
  listInvoiceItems,
  lockInvoice,
  voidTemporaryInvoices,
  type FeeLine,
  type NewGroupInvoice,
  type NewInvoice,
  type NewInvoiceItem,
} from './invoices.ts'
export { moveInvoicesOfGuest } from './merge.ts'
export { priceLines, type PricedInvoice, type PricedLine, type PriceLine } from './pricing.ts'
export type { InvoiceItemRow, InvoiceRow, InvoiceState } from './tables.ts'
