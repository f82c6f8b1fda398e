export type InvoiceState = 'open' | 'closed' | 'cancelled' | 'void'

export interface InvoiceRow {
  organization_id: string
  id: string
  center_id: string
  guest_id: string
  group_invoice_id: string | null
  number: number
  number_prefix: string
  receipt_number: string | null
  state: InvoiceState
  source: number
  currency_code: string
  net: number
  tax: number
  rounding: number
  total: number
  temporary_until: Date | null
  notes: string | null
  created_at: Date
  updated_at: Date
  closed_at: Date | null
  closed_by: string | null
  details: Record<string, unknown>
}
export interface InvoiceItemRow {
  organization_id: string
  id: string
  invoice_id: string
  position: number
  type: number
  item_id: string
  name: string
  quantity: number
  list_price: number
  discount: number
  net: number
  tax: number
  final: number
  taxes: unknown
  fee_kind: 'cancellation' | 'no_show' | null
  sale_by: string | null
  details: Record<string, unknown>
  created_at: Date
}
export interface GroupInvoiceRow {
  organization_id: string
  id: string
  center_id: string
  host_guest_id: string | null
  name: string | null
  notes: string | null
  created_at: Date
}
export interface InvoicePaymentRow {
  organization_id: string
  id: string
  invoice_id: string
  kind: string
  amount: number
  tip: number
  is_redemption: boolean
  is_voided: boolean
  details: Record<string, unknown>
  created_by: string | null
  created_at: Date
}

declare module '#platform/db/database.ts' {
  interface Database {
    invoices: InvoiceRow
    invoice_counters: { organization_id: string; center_id: string; last_number: number }
    invoice_items: InvoiceItemRow
    group_invoices: GroupInvoiceRow
    invoice_payments: InvoicePaymentRow
  }
}
