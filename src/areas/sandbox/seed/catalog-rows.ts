/** The catalog: categories, services with their prices, and who does them where, in which rooms, with what. */
import { CENTER_CODES, CENTERS, type CenterCode } from './data/centers.ts'
import {
  DAY_PACKAGES,
  PARENTS,
  SECTIONS,
  SENIOR_PERCENT,
  SERVICES,
  type DemoService,
} from './data/services.ts'
import { PEOPLE, SENIOR_JOBS, type DemoPerson } from './data/staff.ts'
import { idOf } from './random.ts'
import {
  centerId,
  employeeId,
  equipmentId,
  jobId,
  minorUnits,
  roomId,
  serviceId,
  type SeedRow,
  type SeedRows,
} from './rows.ts'

export const categoryId = (code: string): string => idOf(`category ${code}`)

/** Price in minor units of the center's currency; null: not sold there. */
export function priceOf(service: DemoService, center: CenterCode): number | null {
  const units = service.prices[CENTER_CODES.indexOf(center)]
  return typeof units === 'number' ? minorUnits(units) : null
}

/** What a senior asks for it, to whole units; null where seniority does not count. */
export function seniorPriceOf(service: DemoService, center: CenterCode): number | null {
  const price = priceOf(service, center)
  if (price === null || !service.section.hasLevels) return null
  return minorUnits(Math.round((price * SENIOR_PERCENT) / 10_000))
}

/** An add-on is done by whoever does the service it goes with. */
export function canPerform(person: DemoPerson, service: DemoService): boolean {
  const sections = service.addOnOf
    ? SECTIONS.filter((section) => service.addOnOf!.includes(section.code))
    : [service.section]
  return sections.some((section) => person.skills.includes(section.skill))
}

export const addOnsOf = (service: DemoService): DemoService[] =>
  SERVICES.filter((addOn) => addOn.addOnOf?.includes(service.section.code))

const sellingCenters = (service: DemoService): CenterCode[] =>
  CENTER_CODES.filter((center) => priceOf(service, center) !== null)

export function catalogRows(founded: Date): SeedRows {
  return {
    categories: categoryRows(founded),
    services: SERVICES.map((service, order) => serviceRow(service, order, founded)),
    service_centers: SERVICES.flatMap((service) =>
      sellingCenters(service).map((center) => ({
        service_id: serviceId(service.code),
        center_id: centerId(center),
        price: priceOf(service, center)!,
        tax_rate: null,
        is_active: true,
        show_in_catalog: !service.deskOnly,
      })),
    ),
    service_segments: SERVICES.flatMap((service) =>
      (service.segments ?? []).map(([kind, minutes], position) => ({
        service_id: serviceId(service.code),
        position,
        kind,
        minutes,
      })),
    ),
    service_add_ons: SERVICES.filter((service) => !service.section.isAddOn).flatMap((service) =>
      addOnsOf(service).map((addOn) => ({
        service_id: serviceId(service.code),
        add_on_id: serviceId(addOn.code),
      })),
    ),
    service_level_prices: SERVICES.flatMap(levelPriceRows),
    service_therapists: SERVICES.flatMap((service) =>
      PEOPLE.filter((person) => canPerform(person, service) && priceOf(service, person.center) !== null).map(
        (person) => ({
          service_id: serviceId(service.code),
          center_id: centerId(person.center),
          employee_id: employeeId(person.code),
          duration: null,
          price: null,
        }),
      ),
    ),
    service_rooms: SERVICES.filter((service) => !service.section.isAddOn).flatMap(roomLinks),
    service_equipment: SERVICES.flatMap((service) =>
      service.equipment
        ? [{ service_id: serviceId(service.code), equipment_id: equipmentId(service.equipment), quantity: 1 }]
        : [],
    ),
    day_packages: DAY_PACKAGES.map((pack) => ({
      id: idOf(`day package ${pack.code}`),
      code: pack.code,
      name: pack.name,
      center_id: centerId(pack.center),
      price: minorUnits(pack.price),
      is_couple: false,
      can_book: true,
      book_from: null,
      book_until: null,
      is_active: true,
      details: { description: pack.text },
      created_at: founded,
    })),
    day_package_services: DAY_PACKAGES.flatMap((pack) =>
      pack.services.map((code, position) => ({
        day_package_id: idOf(`day package ${pack.code}`),
        position,
        service_id: serviceId(code),
        guest_index: 0,
      })),
    ),
  }
}

function categoryRows(founded: Date): SeedRow<'categories'>[] {
  const row = (code: string, name: string, parent: string | null, text: string | null, order: number) => ({
    id: categoryId(code),
    code,
    name,
    parent_id: parent && categoryId(parent),
    type: 1,
    display_order: order,
    show_in_catalog: true,
    is_active: true,
    details: text ? { description: text } : {},
    created_at: founded,
  })
  return [
    ...PARENTS.map(([code, name], order) => row(code, name, null, null, order)),
    ...SECTIONS.map((section, order) =>
      row(section.code, section.name, section.parent, section.text, PARENTS.length + order),
    ),
  ]
}

const serviceRow = (service: DemoService, order: number, founded: Date): SeedRow<'services'> => ({
  id: serviceId(service.code),
  code: service.code,
  name: service.name,
  display_name: service.name,
  description: `${service.section.text} ${service.minutes} minutes.`,
  html_description: null,
  category_id: categoryId(service.section.code),
  duration: service.minutes,
  recovery_time: service.recovery,
  is_couple: service.section.isCouple ?? false,
  is_addon: service.section.isAddOn ?? false,
  has_variants: SERVICES.some((other) => other.variantOf === service.code),
  variant_of: service.variantOf ? serviceId(service.variantOf) : null,
  parallel_group: null,
  sequence: order,
  needs_room: !service.section.isAddOn,
  show_in_catalog: !service.deskOnly,
  can_book: !service.deskOnly,
  allow_cancellation_fee: true,
  allow_no_show_fee: true,
  display_order: order,
  is_active: true,
  details: {},
  created_at: founded,
  updated_at: founded,
})

const levelPriceRows = (service: DemoService): SeedRow<'service_level_prices'>[] =>
  sellingCenters(service).flatMap((center) => {
    const price = seniorPriceOf(service, center)
    if (price === null) return []
    return SENIOR_JOBS.map((job) => ({
      service_id: serviceId(service.code),
      center_id: centerId(center),
      job_id: jobId(job),
      price,
      duration: null,
    }))
  })

const roomLinks = (service: DemoService): SeedRow<'service_rooms'>[] =>
  CENTERS.filter((center) => priceOf(service, center.code) !== null).flatMap((center) =>
    center.rooms
      .filter((room) => room.kind === service.section.room)
      .map((room) => ({ service_id: serviceId(service.code), room_id: roomId(center.code, room.code) })),
  )
