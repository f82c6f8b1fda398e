import type { Section } from './services.ts'

export const SALON_SECTIONS: readonly Section[] = [
  {
    code: 'CUTS',
    name: 'Cut and style',
    parent: 'SALON',
    text: 'Consultation, wash and finish included.',
    skill: 'hair',
    room: 'hair',
    recovery: 0,
    hasLevels: true,
    lines: [
      ['CUTL50', 'Cut and Blow-dry, long hair', 50, [110, 1_900, 98]],
      ['CUTS35', 'Cut, short hair', 35, [70, 1_000, 62]],
      ['CUTK25', "Children's Cut", 25, [40, 600, 35]],
      ['BLOW40', 'Blow-dry', 40, [65, 1_100, 55]],
      ['UPDO75', 'Updo', 75, [135, 3_200, 130]],
      ['BEARD20', 'Beard Trim', 20, [32, 450, 28]],
    ],
  },
  {
    code: 'COLOUR',
    name: 'Colour',
    parent: 'SALON',
    text: 'The colour works while your stylist looks after somebody else.',
    skill: 'colour',
    room: 'hair',
    recovery: 5,
    hasLevels: true,
    lines: [
      [
        'ROOT105',
        'Root Touch-up',
        105,
        [125, 2_600, 118],
        {
          segments: [
            ['servicing', 40],
            ['processing', 35],
            ['finishing', 30],
          ],
        },
      ],
      [
        'HIGH150',
        'Full Highlights',
        150,
        [240, 5_500, 225],
        {
          segments: [
            ['servicing', 75],
            ['processing', 35],
            ['finishing', 40],
          ],
        },
      ],
      [
        'BALA165',
        'Balayage',
        165,
        [285, 6_800, 265],
        {
          segments: [
            ['servicing', 80],
            ['processing', 45],
            ['finishing', 40],
          ],
        },
      ],
      [
        'GLOSS50',
        'Gloss',
        50,
        [80, 1_700, 75],
        {
          segments: [
            ['servicing', 15],
            ['processing', 20],
            ['finishing', 15],
          ],
        },
      ],
    ],
  },
  {
    code: 'NAILS',
    name: 'Nails',
    parent: 'SALON',
    text: 'Hands and feet, polish of your choice.',
    skill: 'nails',
    room: 'nails',
    recovery: 0,
    lines: [
      ['MANI35', 'Manicure', 35, [42, 800, 45]],
      ['PEDI50', 'Pedicure', 50, [62, 1_200, 64]],
      ['GEL45', 'Gel Manicure', 45, [58, 1_300, 60]],
      ['SPAPEDI65', 'Spa Pedicure', 65, [85, 1_800, 88]],
      ['POLISH20', 'Polish Change', 20, [25, 450, 24]],
    ],
  },
]
