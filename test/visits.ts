/** Makes visits the way confirming a booking does, through the same doors, without searching for a slot. */
import { insertClaims, createVisits, type AppointmentSegment } from '#areas/appointments'
import { getCenter } from '#areas/centers'
import { createInvoices } from '#areas/invoices'
import { newId } from '#platform/ids.ts'
import { transact } from '#platform/db/transaction.ts'
import { NOW, world, type TestApp } from './harness.ts'

const { a } = world

export interface TestVisit {
  groupId: string
  invoiceId: string
  /** One per service, in order. */
  appointmentIds: string[]
  itemIds: string[]
  segmentIds: string[]
}
export interface TestVisitOptions {
  guestId?: string
  /** First service starts then; each next one when the one before ends. Default: three hours after NOW. */
  at?: string
  centerId?: string
  serviceIds?: string[]
  therapistId?: string
  roomId?: string | null
  equipmentIds?: string[]
  notes?: string | null
  groupInvoiceId?: string | null
  /** Servicing and finishing, with these therapists; of the first service. */
  segmentTherapists?: [string, string]
  organizationId?: string
  /** Occupies the therapist; off, the same therapist can have many visits at once. Default true. */
  claim?: boolean
  /** Minor units, of every service. */
  price?: number
}

const MINUTES = 60

export async function createTestVisit(test: TestApp, options: TestVisitOptions = {}): Promise<TestVisit> {
  const organizationId = options.organizationId ?? a.id
  const centerId = options.centerId ?? a.centers.newYork
  const guestId = options.guestId ?? a.guests.ana
  const therapistId = options.therapistId ?? a.employees.nora
  const services = options.serviceIds ?? [a.services.massage]
  const now = test.app.clock.now()
  const first = new Date(options.at ?? new Date(new Date(NOW).getTime() + 3 * 3_600_000)).getTime()
  const ids = { groupId: newId(now), invoiceId: newId(now) }
  const lines = services.map((serviceId, i) => ({
    serviceId,
    id: newId(now),
    itemId: newId(now),
    startsAt: new Date(first + i * MINUTES * 60_000),
    endsAt: new Date(first + (i + 1) * MINUTES * 60_000),
  }))
  const segments = segmentsOf(options, lines[0]!, now)
  await transact(test.app.database.db, async (tx) => {
    const center = await getCenter(tx, organizationId, centerId)
    await createInvoices(
      tx,
      [
        {
          organizationId,
          id: ids.invoiceId,
          center,
          guestId,
          groupInvoiceId: options.groupInvoiceId ?? null,
          notes: null,
          items: lines.map((line, i) => ({
            id: line.itemId,
            type: 0,
            itemId: line.serviceId,
            name: `Service ${i + 1}`,
            listPrice: options.price ?? 90_00,
            taxRate: center.service_tax_rate,
            saleBy: therapistId,
          })),
        },
      ],
      now,
    )
    const visit = {
      organizationId,
      id: ids.groupId,
      centerId,
      guestId,
      invoiceId: ids.invoiceId,
      groupInvoiceId: options.groupInvoiceId ?? null,
      groupName: options.groupInvoiceId ? 'Friends' : null,
      hostGuestId: null,
      bookingId: null,
      source: 1,
      notes: options.notes ?? null,
      isSurprise: false,
      createdBy: null,
      appointments: lines.map((line, i) => ({
        id: line.id,
        invoiceItemId: line.itemId,
        serviceId: line.serviceId,
        parentAppointmentId: line.serviceId === a.services.hotStones && i > 0 ? lines[0]!.id : null,
        dayPackageId: null,
        therapistId,
        secondTherapistId: null,
        therapistRequest: 3,
        roomId: options.roomId === undefined ? a.rooms.one : options.roomId,
        equipmentIds: options.equipmentIds ?? [],
        startsAt: line.startsAt,
        endsAt: line.endsAt,
        recoveryTime: 0,
        segments: i === 0 ? segments : [],
      })),
    }
    await createVisits(tx, [visit], now)
    const owner = { organizationId, centerId, reservationId: null, heldUntil: null }
    const claims = lines.map((line) => ({
      kind: 'therapist' as const,
      // Without a claim on the real person: somebody made up, so that releasing can still be seen.
      resourceId: options.claim === false ? newId(now) : therapistId,
      lane: 0,
      from: line.startsAt,
      to: line.endsAt,
      guestId,
      groupKey: null,
      appointmentId: line.id,
    }))
    insertClaims(tx, owner, claims, now)
  })
  return {
    ...ids,
    appointmentIds: lines.map((line) => line.id),
    itemIds: lines.map((line) => line.itemId),
    segmentIds: segments.map((segment) => segment.id),
  }
}

function segmentsOf(
  options: TestVisitOptions,
  line: { startsAt: Date; endsAt: Date },
  now: Date,
): AppointmentSegment[] {
  if (!options.segmentTherapists) return []
  const middle = new Date((line.startsAt.getTime() + line.endsAt.getTime()) / 2)
  return (['servicing', 'finishing'] as const).map((kind, i) => ({
    id: newId(now),
    kind,
    starts_at: (i === 0 ? line.startsAt : middle).toISOString(),
    ends_at: (i === 0 ? middle : line.endsAt).toISOString(),
    therapist_id: options.segmentTherapists![i]!,
  }))
}
