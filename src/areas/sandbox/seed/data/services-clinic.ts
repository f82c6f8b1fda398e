import type { Section } from './services.ts'

export const CLINIC_SECTIONS: readonly Section[] = [
  {
    code: 'INJECT',
    name: 'Injectables',
    parent: 'CLINIC',
    text: 'By a registered nurse; a consultation comes first.',
    skill: 'injector',
    room: 'clinic',
    recovery: 10,
    lines: [
      ['CONS30', 'Consultation', 30, [0, null, null]],
      ['TOX20', 'Wrinkle Relaxer, one area', 20, [290, null, null]],
      ['FILL45', 'Dermal Filler', 45, [720, null, null]],
    ],
  },
  {
    code: 'SKIN',
    name: 'Skin',
    parent: 'CLINIC',
    text: 'Treatments that need some days of care afterwards.',
    skill: 'skin',
    room: 'clinic',
    recovery: 15,
    lines: [
      ['PEEL35', 'Light Peel', 35, [165, null, 215]],
      ['NEEDLE60', 'Microneedling', 60, [325, null, 410]],
      ['DERMA40', 'Dermaplaning', 40, [140, null, 178]],
      ['LED25', 'LED Light Therapy', 25, [75, null, null], { equipment: 'led-lamp' }],
    ],
  },
  {
    code: 'LASER',
    name: 'Laser',
    parent: 'CLINIC',
    text: 'Hair removal and photo rejuvenation; eye protection is worn.',
    skill: 'laser',
    room: 'laser',
    recovery: 10,
    lines: [
      ['LHR20', 'Laser Hair Removal, underarms', 20, [110, null, null], { equipment: 'diode-laser' }],
      ['LHR55', 'Laser Hair Removal, legs', 55, [380, null, null], { equipment: 'diode-laser' }],
      ['IPL30', 'Photo Rejuvenation', 30, [260, null, null], { equipment: 'diode-laser' }],
    ],
  },
]
