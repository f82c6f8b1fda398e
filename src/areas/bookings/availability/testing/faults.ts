import type { BookingRequest, DaySnapshot, Placement } from '../types.ts'

/** What is wrong with a placement as rows to be held: overlaps without warning, and wishes not met. */
export function findFaults(snapshot: DaySnapshot, request: BookingRequest, placement: Placement): string[] {
  const faults: string[] = []
  const types = new Set(placement.warnings.map((warning) => warning.type as number))
  const rows = placement.items.flatMap((item) => item.claims)
  const overlap = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
    a.start < b.end && b.start < a.end

  rows.forEach((row, index) => {
    const name = `${row.resourceKind} ${row.resourceId} ${row.start}-${row.end} lane ${row.lane}`
    if (row.end <= row.start) faults.push(`empty row ${name}`)
    for (const other of rows.slice(0, index)) {
      const same = other.resourceKind === row.resourceKind && other.resourceId === row.resourceId
      if (same && overlap(row, other) && other.lane === row.lane) faults.push(`rows collide: ${name}`)
      if (same && overlap(row, other) && row.resourceKind === 'therapist' && !types.has(7)) {
        faults.push(`therapist twice: ${name}`)
      }
    }
    if (row.resourceKind === 'therapist') {
      const therapist = snapshot.therapists.find((each) => each.id === row.resourceId)!
      const busy = therapist.claims.filter((claim) => overlap(claim, row))
      if (busy.length > 0 && !types.has(0)) faults.push(`busy: ${name}`)
      if (busy.some((claim) => (claim.lane ?? 0) === row.lane)) faults.push(`lane taken: ${name}`)
      if (therapist.blockouts.some((b) => !b.bookable && overlap(b, row))) faults.push(`blocked out: ${name}`)
    }
    if (row.resourceKind === 'room') {
      const room = snapshot.rooms.find((each) => each.id === row.resourceId)!
      if (room.blockouts.some((blockout) => overlap(blockout, row))) faults.push(`room blocked out: ${name}`)
      const taken = room.claims.filter((claim) => overlap(claim, row))
      if (taken.some((claim) => row.lane < claim.places)) faults.push(`place taken: ${name}`)
    }
  })

  for (const room of snapshot.rooms) {
    const own = rows.filter((row) => row.resourceKind === 'room' && row.resourceId === room.id)
    const crowded = own.some((row) => {
      for (let minute = row.start; minute < row.end; minute++) {
        const here = { start: minute, end: minute + 1 }
        const guests = own.filter((each) => overlap(each, here)).length
        const booked = room.claims.filter((claim) => overlap(claim, here))
        if (guests + booked.reduce((sum, claim) => sum + claim.places, 0) > room.capacity) return true
      }
      return false
    })
    if (crowded && !room.canExceedCapacity && !types.has(3) && !types.has(8))
      faults.push(`crowded: ${room.id}`)
  }

  for (const guest of request.guests) {
    for (const item of guest.items) {
      const placed = placement.items.find((each) => each.itemKey === item.key && each.guestKey === guest.key)
      if (!placed) {
        faults.push(`missing: ${item.key}`)
        continue
      }
      const people = [placed.therapistId, placed.secondTherapistId].flatMap((id) => id ?? [])
      const wish = item.therapist
      const first = snapshot.therapists.find((each) => each.id === placed.therapistId)!
      if (new Set(people).size !== people.length) faults.push(`couple by one person: ${item.key}`)
      if (wish.kind === 'named' && wish.id !== placed.therapistId) faults.push(`not the named: ${item.key}`)
      if ((wish.kind === 'male' || wish.kind === 'female') && first.gender !== wish.kind) {
        faults.push(`gender: ${item.key}`)
      }
      if (item.roomId !== null && placed.roomId !== item.roomId) faults.push(`room wish: ${item.key}`)
      if (placed.start < placement.minute || placed.end > placement.end) faults.push(`outside: ${item.key}`)
      const sum = placed.segments.reduce((total, segment) => total + segment.end - segment.start, 0)
      if (sum !== placed.end - placed.start) faults.push(`segments: ${item.key}`)
      for (const segment of placed.segments) {
        if (segment.kind === 'processing') continue
        const held = rows.filter(
          (row) => row.resourceKind === 'therapist' && row.resourceId === segment.therapistId,
        )
        const covered = (minute: number): boolean =>
          held.some((row) => row.start <= minute && minute < row.end)
        for (let minute = segment.start; minute < segment.end; minute++) {
          if (!covered(minute)) faults.push(`not held: ${item.key} at ${minute}`)
        }
      }
    }
    const leaders = placement.items
      .filter((item) => item.guestKey === guest.key)
      .map((item) => [item.therapistId, item.secondTherapistId])
    if (guest.singleTherapist && !leaders[0]!.some((id) => leaders.every((each) => each.includes(id)))) {
      faults.push(`several therapists: ${guest.key}`)
    }
  }
  const starts = placement.items.map((item) => item.start)
  if (Math.min(...starts) !== placement.minute) faults.push('nobody starts')
  return faults
}
