/**
 * The world tests live in: organisation A with a center in New York and one in Kolkata, and organisation B,
 * a stranger with one center. Ids are fixed, so tests can name what they mean.
 */
import { createHash } from 'node:crypto'
import { createApiKey, createApp } from '#areas/access-tokens'
import { hashPassword } from '#platform/crypto.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { transact } from '#platform/db/transaction.ts'
import { addDays } from '#platform/time.ts'

/** Monday 2 March 2026, 07:00 in New York, 17:30 in Kolkata. */
export const NOW = '2026-03-02T12:00:00Z'
export const TODAY = '2026-03-02'
/** Shifts exist from the first to the last of these days. */
export const SHIFT_DAYS = ['2026-02-16', '2026-05-31'] as const
export const PASSWORD = 'correct horse battery'

/** A fixed guid for a name. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
const keyOf = (name: string) => createHash('sha256').update(`key ${name}`).digest('hex')

function organization<
  C extends string,
  S extends string,
  E extends string,
  G extends string,
  R extends string,
>(letter: string, names: { centers: C[]; services: S[]; employees: E[]; guests: G[]; rooms: R[] }) {
  const ids = <T extends string>(kind: string, list: T[]) =>
    Object.fromEntries(list.map((name) => [name, idOf(`${letter}:${kind}:${name}`)])) as Record<T, string>
  return {
    id: idOf(`${letter}:organization`),
    accountName: letter === 'a' ? 'aurora' : 'borealis',
    apiKey: keyOf(letter),
    appId: idOf(`${letter}:app`),
    appSecret: keyOf(`${letter} secret`),
    centers: ids('center', names.centers),
    services: ids('service', names.services),
    employees: ids('employee', names.employees),
    guests: ids('guest', names.guests),
    rooms: ids('room', names.rooms),
    categories: ids('category', ['massage', 'facial', 'hair']),
    roles: ids('role', ['owner', 'frontDesk', 'therapist']),
    jobs: ids('job', ['therapist', 'senior']),
    blockOutTypes: ids('block-out-type', ['lunch', 'training', 'cleaning']),
    equipment: ids('equipment', ['laser']),
  }
}

export const world = {
  a: organization('a', {
    centers: ['newYork', 'kolkata'],
    services: ['massage', 'facial', 'hotStones', 'couple', 'color', 'laser', 'hidden'],
    // nora and mia are women, otto and liam men; ravi and priya work in Kolkata.
    employees: ['owner', 'frontDesk', 'nora', 'mia', 'otto', 'liam', 'ravi', 'priya'],
    guests: ['ana', 'ben', 'cleo', 'child', 'dev'],
    rooms: ['one', 'two', 'couple', 'kolkata'],
  }),
  b: organization('b', {
    centers: ['oslo'],
    services: ['massage'],
    employees: ['owner', 'kari'],
    guests: ['eva'],
    rooms: ['one'],
  }),
}
type World = typeof world

/** Writes both organisations into an empty, migrated database. */
export async function createWorld(db: Db): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD)
  await transact(db, async (tx) => {
    await createA(tx, passwordHash)
    await createB(tx, passwordHash)
  })
}

const created = new Date('2026-01-05T10:00:00Z')

async function createOrganization(
  tx: Tx,
  org: World['a'] | World['b'],
  name: string,
  currency: string,
): Promise<void> {
  const at = { organization_id: org.id }
  await tx
    .insertInto('organizations')
    .values({
      ...at,
      name,
      account_name: org.accountName,
      currency_code: currency,
      rate_limit: null,
      settings: {},
      created_at: created,
    })
    .execute()
  await createApp(
    tx,
    {
      organizationId: org.id,
      id: org.appId,
      name: 'Booking site',
      keyScopes: ['*'],
      tokenScopes: ['*'],
      source: 1,
      secret: org.appSecret,
    },
    created,
  )
  await createApiKey(
    tx,
    {
      organizationId: org.id,
      appId: org.appId,
      key: org.apiKey,
      expiresAt: new Date('2099-01-01T00:00:00Z'),
    },
    created,
  )
  await tx
    .insertInto('security_roles')
    .values([
      { ...at, id: org.roles.owner, name: 'Owner', rights: ['*'], details: {} },
      {
        ...at,
        id: org.roles.frontDesk,
        name: 'Front desk',
        rights: [
          'centers:read',
          'services:read',
          'rooms:write',
          'employees:write',
          'guests:write',
          'appointments:write',
          'invoices:write',
          'organization:read',
          'security_roles:read',
        ],
        details: {},
      },
      {
        ...at,
        id: org.roles.therapist,
        name: 'Therapist',
        rights: ['centers:read', 'services:read', 'appointments:read'],
        details: {},
      },
    ])
    .execute()
  await tx
    .insertInto('jobs')
    .values([
      { ...at, id: org.jobs.therapist, code: 'T1', name: 'Therapist', level: 1 },
      { ...at, id: org.jobs.senior, code: 'T2', name: 'Senior therapist', level: 2 },
    ])
    .execute()
  await tx
    .insertInto('categories')
    .values(
      (['massage', 'facial', 'hair'] as const).map((name, i) => ({
        ...at,
        id: org.categories[name],
        code: name.toUpperCase(),
        name: name[0]!.toUpperCase() + name.slice(1),
        parent_id: null,
        type: 1,
        display_order: i,
        show_in_catalog: true,
        is_active: true,
        details: {},
        created_at: created,
      })),
    )
    .execute()
  await tx
    .insertInto('block_out_types')
    .values([
      {
        ...at,
        id: org.blockOutTypes.lunch,
        name: 'Lunch',
        source: 0,
        is_bookable: false,
        is_active: true,
        details: {},
      },
      {
        ...at,
        id: org.blockOutTypes.training,
        name: 'Training',
        source: 0,
        is_bookable: true,
        is_active: true,
        details: {},
      },
      {
        ...at,
        id: org.blockOutTypes.cleaning,
        name: 'Cleaning',
        source: 1,
        is_bookable: false,
        is_active: true,
        details: {},
      },
    ])
    .execute()
  await tx
    .insertInto('reasons')
    .values([
      { ...at, id: 1, object_type: 2, action_type: 0, name: 'Guest is ill', is_active: true, details: {} },
      {
        ...at,
        id: 2,
        object_type: 2,
        action_type: 1,
        name: 'Other day preferred',
        is_active: true,
        details: {},
      },
    ])
    .execute()
}

interface CenterFacts {
  id: string
  code: string
  name: string
  zone: string
  currency: string
  country: number
  tax: number
  opens: number
  closes: number
  weekdays: number[]
}

async function createCenter(tx: Tx, organizationId: string, c: CenterFacts): Promise<void> {
  await tx
    .insertInto('centers')
    .values({
      organization_id: organizationId,
      id: c.id,
      code: c.code,
      name: c.name,
      display_name: c.name,
      description: null,
      time_zone: c.zone,
      currency_code: c.currency,
      country_id: c.country,
      state_id: null,
      state_other: null,
      address1: '1 Main Street',
      address2: null,
      city: c.name,
      zip_code: '10001',
      phone: '5550100',
      email: `${c.code.toLowerCase()}@example.com`,
      website: null,
      latitude: null,
      longitude: null,
      is_active: true,
      service_tax_rate: c.tax,
      tax_included: false,
      settings: {},
      details: {},
      created_at: created,
      updated_at: created,
    })
    .execute()
  await tx
    .insertInto('center_hours')
    .values(
      c.weekdays.map((weekday) => ({
        organization_id: organizationId,
        center_id: c.id,
        weekday,
        opens: c.opens,
        closes: c.closes,
        online_opens: null,
        online_closes: null,
      })),
    )
    .execute()
}

interface EmployeeFacts {
  id: string
  center: string
  code: string
  first: string
  last: string
  gender: number
  job: string | null
  userName?: string
  isTherapist?: boolean
}

async function createEmployee(
  tx: Tx,
  organizationId: string,
  e: EmployeeFacts,
  passwordHash: string,
): Promise<void> {
  await tx
    .insertInto('employees')
    .values({
      organization_id: organizationId,
      id: e.id,
      center_id: e.center,
      code: e.code,
      user_name: e.userName ?? null,
      password_hash: e.userName ? passwordHash : null,
      first_name: e.first,
      middle_name: null,
      last_name: e.last,
      nick_name: null,
      gender: e.gender,
      email: `${e.first.toLowerCase()}@example.com`,
      phone_country_id: null,
      phone_number: null,
      job_id: e.job,
      is_therapist: e.isTherapist ?? true,
      show_in_catalog: true,
      repeat_guests_only: false,
      is_active: true,
      is_deleted: false,
      details: {},
      created_at: created,
      updated_at: created,
    })
    .execute()
  await tx
    .insertInto('employee_centers')
    .values({ organization_id: organizationId, employee_id: e.id, center_id: e.center })
    .execute()
  if (e.isTherapist === false) return
  const days: string[] = []
  for (let day: string = SHIFT_DAYS[0]; day <= SHIFT_DAYS[1]; day = addDays(day, 1)) days.push(day)
  await tx
    .insertInto('employee_shifts')
    .values(
      days.map((day) => ({
        organization_id: organizationId,
        employee_id: e.id,
        center_id: e.center,
        day,
        position: 0,
        status: 1,
        starts: 540,
        ends: 1080,
        room_id: null,
        details: {},
      })),
    )
    .execute()
}

interface ServiceFacts {
  id: string
  code: string
  name: string
  category: string
  minutes: number
  recovery?: number
  price: number
  center: string
  therapists: string[]
  isCouple?: boolean
  isAddon?: boolean
  segments?: [kind: 'servicing' | 'processing' | 'finishing', minutes: number][]
  online?: boolean
  sequence?: number
}

async function createService(tx: Tx, organizationId: string, s: ServiceFacts): Promise<void> {
  const at = { organization_id: organizationId }
  await tx
    .insertInto('services')
    .values({
      ...at,
      id: s.id,
      code: s.code,
      name: s.name,
      display_name: s.name,
      description: `${s.name}, ${s.minutes} minutes`,
      html_description: null,
      category_id: s.category,
      duration: s.minutes,
      recovery_time: s.recovery ?? 0,
      is_couple: s.isCouple ?? false,
      is_addon: s.isAddon ?? false,
      has_variants: false,
      variant_of: null,
      parallel_group: null,
      sequence: s.sequence ?? 0,
      needs_room: true,
      show_in_catalog: s.online ?? true,
      can_book: true,
      allow_cancellation_fee: true,
      allow_no_show_fee: true,
      display_order: s.sequence ?? 0,
      is_active: true,
      details: {},
      created_at: created,
      updated_at: created,
    })
    .execute()
  await tx
    .insertInto('service_centers')
    .values({
      ...at,
      service_id: s.id,
      center_id: s.center,
      price: s.price,
      tax_rate: null,
      is_active: true,
      show_in_catalog: s.online ?? true,
    })
    .execute()
  await tx
    .insertInto('service_therapists')
    .values(
      s.therapists.map((employee_id) => ({
        ...at,
        service_id: s.id,
        center_id: s.center,
        employee_id,
        duration: null,
        price: null,
      })),
    )
    .execute()
  if (s.segments)
    await tx
      .insertInto('service_segments')
      .values(
        s.segments.map(([kind, minutes], position) => ({ ...at, service_id: s.id, position, kind, minutes })),
      )
      .execute()
}

async function createRoom(
  tx: Tx,
  organizationId: string,
  id: string,
  centerId: string,
  name: string,
  capacity: number,
): Promise<void> {
  await tx
    .insertInto('rooms')
    .values({
      organization_id: organizationId,
      id,
      center_id: centerId,
      code: name.toUpperCase().replaceAll(' ', '-'),
      name,
      description: null,
      capacity,
      can_exceed_capacity: false,
      only_one_appointment: false,
      only_one_group: false,
      is_active: true,
      display_order: 0,
      details: {},
      created_at: created,
    })
    .execute()
}

interface GuestFacts {
  id: string
  number: number
  center: string
  first: string
  last: string
  mobile?: string
  gender?: number
  userName?: string
}

async function createGuest(
  tx: Tx,
  organizationId: string,
  g: GuestFacts,
  passwordHash: string,
): Promise<void> {
  await tx
    .insertInto('guests')
    .values({
      organization_id: organizationId,
      id: g.id,
      number: g.number,
      center_id: g.center,
      code: `G${g.number}`,
      user_name: g.userName ?? null,
      password_hash: g.userName ? passwordHash : null,
      first_name: g.first,
      middle_name: null,
      last_name: g.last,
      email: `${g.first.toLowerCase()}@guests.example.com`,
      mobile_country_id: g.mobile ? (g.center === world.a.centers.kolkata ? 95 : 225) : null,
      mobile_number: g.mobile ?? null,
      mobile_digits: g.mobile ? `${g.center === world.a.centers.kolkata ? '91' : '1'}${g.mobile}` : null,
      gender: g.gender ?? 0,
      user_type: 0,
      is_deleted: false,
      merged_into: null,
      details: {},
      created_at: created,
      updated_at: created,
    })
    .execute()
}

async function createA(tx: Tx, passwordHash: string): Promise<void> {
  const a = world.a
  await createOrganization(tx, a, 'Aurora Spas', 'USD')
  await createCenter(tx, a.id, {
    id: a.centers.newYork,
    code: 'NYC',
    name: 'Aurora New York',
    zone: 'America/New_York',
    currency: 'USD',
    country: 225,
    tax: 82_500,
    opens: 540,
    closes: 1080,
    weekdays: [1, 2, 3, 4, 5, 6],
  })
  await createCenter(tx, a.id, {
    id: a.centers.kolkata,
    code: 'CCU',
    name: 'Aurora Kolkata',
    zone: 'Asia/Kolkata',
    currency: 'INR',
    country: 95,
    tax: 180_000,
    opens: 600,
    closes: 1200,
    weekdays: [0, 1, 2, 3, 4, 5, 6],
  })
  const people: [
    keyof typeof a.employees,
    string,
    string,
    number,
    string,
    string | null,
    Partial<EmployeeFacts>?,
  ][] = [
    ['owner', 'Olga', 'Owner', 0, a.centers.newYork, null, { userName: 'olga', isTherapist: false }],
    ['frontDesk', 'Fred', 'Desk', 1, a.centers.newYork, null, { userName: 'fred', isTherapist: false }],
    ['nora', 'Nora', 'Young', 0, a.centers.newYork, a.jobs.senior, { userName: 'nora' }],
    ['mia', 'Mia', 'Stone', 0, a.centers.newYork, a.jobs.therapist],
    ['otto', 'Otto', 'Berg', 1, a.centers.newYork, a.jobs.therapist],
    ['liam', 'Liam', 'Hart', 1, a.centers.newYork, a.jobs.therapist],
    ['ravi', 'Ravi', 'Sen', 1, a.centers.kolkata, a.jobs.therapist],
    ['priya', 'Priya', 'Das', 0, a.centers.kolkata, a.jobs.therapist],
  ]
  for (const [key, first, last, gender, center, job, more] of people)
    await createEmployee(
      tx,
      a.id,
      { id: a.employees[key], center, code: `E-${key}`, first, last, gender, job, ...more },
      passwordHash,
    )
  await tx
    .insertInto('employee_security_roles')
    .values([
      {
        organization_id: a.id,
        id: idOf('a:held:owner'),
        employee_id: a.employees.owner,
        role_id: a.roles.owner,
        center_id: null,
        created_at: created,
      },
      {
        organization_id: a.id,
        id: idOf('a:held:desk'),
        employee_id: a.employees.frontDesk,
        role_id: a.roles.frontDesk,
        center_id: a.centers.newYork,
        created_at: created,
      },
      {
        organization_id: a.id,
        id: idOf('a:held:nora'),
        employee_id: a.employees.nora,
        role_id: a.roles.therapist,
        center_id: a.centers.newYork,
        created_at: created,
      },
    ])
    .execute()
  await createRoom(tx, a.id, a.rooms.one, a.centers.newYork, 'Room 1', 1)
  await createRoom(tx, a.id, a.rooms.two, a.centers.newYork, 'Room 2', 1)
  await createRoom(tx, a.id, a.rooms.couple, a.centers.newYork, 'Couple room', 2)
  await createRoom(tx, a.id, a.rooms.kolkata, a.centers.kolkata, 'Room K', 4)
  const { nora, mia, otto, liam, ravi, priya } = a.employees
  const ny = { center: a.centers.newYork, therapists: [nora, mia, otto, liam] }
  await createService(tx, a.id, {
    ...ny,
    id: a.services.massage,
    code: 'MAS60',
    name: 'Swedish Massage',
    category: a.categories.massage,
    minutes: 60,
    price: 90_00,
    sequence: 1,
  })
  await createService(tx, a.id, {
    ...ny,
    id: a.services.facial,
    code: 'FAC45',
    name: 'Classic Facial',
    category: a.categories.facial,
    minutes: 45,
    recovery: 15,
    price: 75_50,
    therapists: [nora, mia],
    sequence: 2,
  })
  await createService(tx, a.id, {
    ...ny,
    id: a.services.hotStones,
    code: 'ADD15',
    name: 'Hot Stones',
    category: a.categories.massage,
    minutes: 15,
    price: 20_00,
    isAddon: true,
    sequence: 3,
  })
  await createService(tx, a.id, {
    ...ny,
    id: a.services.couple,
    code: 'CPL60',
    name: 'Couple Massage',
    category: a.categories.massage,
    minutes: 60,
    price: 170_00,
    isCouple: true,
    sequence: 4,
  })
  await createService(tx, a.id, {
    ...ny,
    id: a.services.color,
    code: 'COL75',
    name: 'Color',
    category: a.categories.hair,
    minutes: 75,
    price: 120_00,
    therapists: [mia, liam],
    segments: [
      ['servicing', 30],
      ['processing', 30],
      ['finishing', 15],
    ],
    sequence: 5,
  })
  await createService(tx, a.id, {
    ...ny,
    id: a.services.laser,
    code: 'LAS20',
    name: 'Laser',
    category: a.categories.facial,
    minutes: 20,
    price: 200_00,
    therapists: [nora],
    sequence: 6,
  })
  await createService(tx, a.id, {
    ...ny,
    id: a.services.hidden,
    code: 'HID30',
    name: 'Staff only',
    category: a.categories.facial,
    minutes: 30,
    price: 10_00,
    online: false,
    sequence: 7,
  })
  // The massage is also sold in Kolkata.
  await tx
    .insertInto('service_centers')
    .values({
      organization_id: a.id,
      service_id: a.services.massage,
      center_id: a.centers.kolkata,
      price: 3000_00,
      tax_rate: null,
      is_active: true,
      show_in_catalog: true,
    })
    .execute()
  await tx
    .insertInto('service_therapists')
    .values(
      [ravi, priya].map((employee_id) => ({
        organization_id: a.id,
        service_id: a.services.massage,
        center_id: a.centers.kolkata,
        employee_id,
        duration: null,
        price: null,
      })),
    )
    .execute()
  await tx
    .insertInto('service_add_ons')
    .values({ organization_id: a.id, service_id: a.services.massage, add_on_id: a.services.hotStones })
    .execute()
  await tx
    .insertInto('equipment')
    .values({
      organization_id: a.id,
      id: a.equipment.laser,
      center_id: a.centers.newYork,
      name: 'Laser',
      quantity: 1,
      is_active: true,
    })
    .execute()
  await tx
    .insertInto('service_equipment')
    .values({
      organization_id: a.id,
      service_id: a.services.laser,
      equipment_id: a.equipment.laser,
      quantity: 1,
    })
    .execute()
  const guests: GuestFacts[] = [
    {
      id: a.guests.ana,
      number: 1,
      center: a.centers.newYork,
      first: 'Ana',
      last: 'Lopez',
      mobile: '2025550101',
      userName: 'ana',
    },
    {
      id: a.guests.ben,
      number: 2,
      center: a.centers.newYork,
      first: 'Ben',
      last: 'Okafor',
      mobile: '2025550102',
      gender: 1,
      userName: 'ben',
    },
    { id: a.guests.cleo, number: 3, center: a.centers.newYork, first: 'Cleo', last: 'Martin' },
    { id: a.guests.child, number: 4, center: a.centers.newYork, first: 'Kit', last: 'Lopez', gender: 1 },
    {
      id: a.guests.dev,
      number: 5,
      center: a.centers.kolkata,
      first: 'Dev',
      last: 'Rao',
      mobile: '9830012345',
      gender: 1,
    },
  ]
  for (const guest of guests) await createGuest(tx, a.id, guest, passwordHash)
  await tx
    .insertInto('guest_counters')
    .values({ organization_id: a.id, last_number: guests.length } as never)
    .execute()
  await tx
    .insertInto('guest_relationships')
    .values({
      organization_id: a.id,
      id: idOf('a:relationship'),
      host_guest_id: a.guests.ana,
      guest_id: a.guests.child,
      relationship: 'Child',
      details: {},
      created_at: created,
    })
    .execute()
}

async function createB(tx: Tx, passwordHash: string): Promise<void> {
  const b = world.b
  await createOrganization(tx, b, 'Borealis', 'NOK')
  await createCenter(tx, b.id, {
    id: b.centers.oslo,
    code: 'OSL',
    name: 'Borealis Oslo',
    zone: 'Europe/Oslo',
    currency: 'NOK',
    country: 155,
    tax: 250_000,
    opens: 540,
    closes: 1080,
    weekdays: [1, 2, 3, 4, 5],
  })
  await createEmployee(
    tx,
    b.id,
    {
      id: b.employees.owner,
      center: b.centers.oslo,
      code: 'E-owner',
      first: 'Bo',
      last: 'Owner',
      gender: 1,
      job: null,
      userName: 'bo',
      isTherapist: false,
    },
    passwordHash,
  )
  await createEmployee(
    tx,
    b.id,
    {
      id: b.employees.kari,
      center: b.centers.oslo,
      code: 'E-kari',
      first: 'Kari',
      last: 'Vik',
      gender: 0,
      job: b.jobs.therapist,
    },
    passwordHash,
  )
  await tx
    .insertInto('employee_security_roles')
    .values({
      organization_id: b.id,
      id: idOf('b:held:owner'),
      employee_id: b.employees.owner,
      role_id: b.roles.owner,
      center_id: null,
      created_at: created,
    })
    .execute()
  await createRoom(tx, b.id, b.rooms.one, b.centers.oslo, 'Rom 1', 1)
  await createService(tx, b.id, {
    id: b.services.massage,
    code: 'MAS60',
    name: 'Massasje',
    category: b.categories.massage,
    minutes: 60,
    price: 900_00,
    center: b.centers.oslo,
    therapists: [b.employees.kari],
  })
  await createGuest(
    tx,
    b.id,
    { id: b.guests.eva, number: 1, center: b.centers.oslo, first: 'Eva', last: 'Lund', userName: 'eva' },
    passwordHash,
  )
  await tx
    .insertInto('guest_counters')
    .values({ organization_id: b.id, last_number: 1 } as never)
    .execute()
}
