/** What the organisation as a whole has set up. */
export const ORGANIZATION = {
  name: 'Juniper Spas and Salons',
  accountName: 'demo',
  currency: 'USD',
  settings: { guest_code_prefix: 'JN', guest_code_start: 10_001 },
}

export const BLOCK_OUT_TYPES = [
  { key: 'lunch', code: 'LUNCH', name: 'Lunch', source: 0, bookable: false, duration: 45, colour: '#C9A66B' },
  {
    key: 'training',
    code: 'TRAIN',
    name: 'Training',
    source: 0,
    bookable: false,
    duration: 60,
    colour: '#7C9EB2',
  },
  {
    key: 'paperwork',
    code: 'PAPER',
    name: 'Paperwork',
    source: 0,
    bookable: true,
    duration: 30,
    colour: '#A7B8A8',
  },
  {
    key: 'cleaning',
    code: 'CLEAN',
    name: 'Deep cleaning',
    source: 1,
    bookable: false,
    duration: 60,
    colour: '#8D8DCF',
  },
] as const

/** reason_object_type: 0 membership, 1 turnaway, 2 appointment, 3 deletion; reason_action_type: 0 cancel, 1 update. */
export const REASONS: readonly [objectType: number, actionType: number, name: string, online: boolean][] = [
  [2, 0, 'Guest is ill', true],
  [2, 0, 'Plans have changed', true],
  [2, 0, 'Running late', true],
  [2, 0, 'Therapist not available', false],
  [2, 1, 'Another time preferred', true],
  [2, 1, 'Another therapist preferred', false],
  [1, 0, 'Fully booked', false],
  [3, 0, 'Entered twice', false],
]
/** Numbers of the reasons guests cancel for, counted from 1 in the order above. */
export const CANCEL_REASONS = [1, 2, 3]

export const RELATIONSHIP_TYPES = [
  { code: 'SPOUSE', name: 'Spouse', shares: true },
  { code: 'CHILD', name: 'Child', shares: true },
  { code: 'PARENT', name: 'Parent', shares: false },
  { code: 'FRIEND', name: 'Friend', shares: false },
] as const

export const GUEST_TAGS = ['VIP', 'Prefers quiet', 'Corporate', 'Allergy', 'Referral', 'Hotel guest']

export const VISIT_NOTES = [
  'Please no perfume.',
  'Birthday visit.',
  'Prefers firm pressure.',
  'Will come ten minutes early.',
  'Sensitive skin.',
  'First visit, found us through a friend.',
]

export const FEEDBACKS: readonly [rating: number, comments: string][] = [
  [10, 'Best hour of my week.'],
  [10, 'Wonderful, thank you!'],
  [9, 'Lovely room, very attentive.'],
  [9, ''],
  [8, 'Good, though we began a little late.'],
  [8, ''],
  [7, 'Nice, but the music was too loud for me.'],
  [5, 'Had to wait fifteen minutes.'],
]
