/** Moving a visit: which visit a basket means, and whether it may still be moved. */
import type { Db } from '#platform/db/database.ts'
import { refuse } from '#platform/refusal.ts'
import { findGroupOfInvoice, listAppointmentsOfGroup, type AppointmentGroupRow } from '#areas/appointments'
import type { Center } from '#areas/centers'
import type { Basket, BasketGuest } from './basket.ts'

/** New and confirmed visits can be moved; whatever began, ended or was called off cannot. */
const MOVABLE = new Set([0, 4])

/** Throws reschedule_refused when the visit is fixed, belongs to a group, or is inside the online lock window. */
export function checkMovable(
  group: AppointmentGroupRow,
  center: Pick<Center, 'settings'>,
  online: boolean,
  now: Date,
): void {
  if (!MOVABLE.has(group.status) || group.group_invoice_id)
    refuse('reschedule_refused', { field: 'invoice_id' })
  const { cancellation_fee: fee, cancellation_window_hours: hours } = center.settings
  if (online && fee && group.starts_at.getTime() - now.getTime() < hours * 3_600_000)
    refuse('reschedule_refused', { field: 'invoice_id' })
}

/** Ties the items of guests who send an invoice_id to the appointments of that visit. */
export async function attachVisits(
  db: Db,
  organizationId: string,
  basket: Basket,
  center: Center,
  now: Date,
): Promise<void> {
  for (const [g, guest] of basket.guests.entries()) {
    if (!guest.invoiceId) continue
    const field = `guests[${g}].invoice_id`
    const group =
      (await findGroupOfInvoice(db, organizationId, guest.invoiceId)) ??
      refuse('invoice_not_found', { field })
    if (group.center_id !== basket.centerId || (guest.id && guest.id !== group.guest_id))
      refuse('reschedule_refused', { field })
    checkMovable(group, center, basket.online, now)
    guest.id = group.guest_id
    guest.reschedule = { groupId: group.id, invoiceId: guest.invoiceId }
    await attachItems(db, organizationId, guest, group.id, `guests[${g}]`)
  }
}

async function attachItems(
  db: Db,
  organizationId: string,
  guest: BasketGuest,
  groupId: string,
  field: string,
): Promise<void> {
  const appointments = (await listAppointmentsOfGroup(db, organizationId, groupId)).filter(
    (a) => a.status !== -1,
  )
  const mains = appointments.filter((a) => a.parent_appointment_id === null)
  const free = new Set(mains)
  for (const [i, item] of guest.items.entries()) {
    const main =
      [...free].find((a) => a.invoice_item_id === item.invoiceItemId) ??
      (item.invoiceItemId ? undefined : [...free].find((a) => a.service_id === item.serviceId))
    if (!main || main.service_id !== item.serviceId)
      refuse('reschedule_refused', { field: `${field}.items[${i}].invoice_item_id` })
    free.delete(main)
    item.appointmentId = main.id
    item.invoiceItemId = main.invoice_item_id
    item.dayPackageId = main.day_package_id
    // What was booked on top moves along, whether it is named again or not.
    const children = appointments.filter((a) => a.parent_appointment_id === main.id)
    item.addOns = children.map((child, n) => ({
      key: `${item.key}.${n}`,
      serviceId: child.service_id,
      therapist: item.addOns.find((a) => a.serviceId === child.service_id)?.therapist ?? { kind: 'any' },
      invoiceItemId: child.invoice_item_id,
      appointmentId: child.id,
    }))
  }
  // Lines that are not named would be torn from the visit.
  if (free.size) refuse('reschedule_refused', { field: `${field}.items` })
}

/** Appointments a basket is about to move: their places count as free while searching. */
export const movedAppointments = (basket: Basket): string[] =>
  basket.guests.flatMap((guest) =>
    guest.items.flatMap((item) =>
      [item.appointmentId, ...item.addOns.map((a) => a.appointmentId)].filter((id) => id !== undefined),
    ),
  )
