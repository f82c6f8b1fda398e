import { Type, type Static } from 'typebox'

export const ClockReply = Type.Object({
  now: Type.String({ description: 'Time of the installation, UTC' }),
  shift_seconds: Type.Number({ description: 'How far it is ahead of the wall clock; negative: behind' }),
  is_shifted: Type.Boolean(),
})

export const clockReply = (now: Date, shift: number): Static<typeof ClockReply> => ({
  now: now.toISOString(),
  shift_seconds: shift / 1_000,
  is_shifted: shift !== 0,
})
