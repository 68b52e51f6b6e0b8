/** A visit as an Encounter: what kind, who, where, why. */
import type { CodeableConcept, Coding, Encounter } from '@medplum/fhirtypes'
import type { Acute } from '../data/acute.ts'
import type { SpecialtyKey } from '../data/staff.ts'
import { instant, type Day } from '../days.ts'
import type { Clinician } from '../directory.ts'
import { coding, conceptOf, period, systems } from '../fhir.ts'
import { add, type Chart, type Visit, type VisitKind } from './chart.ts'
import { ageOf } from './course.ts'

type Shape = Readonly<{
  name: string
  code: Coding | null
  minutes: number
  setting: 'AMB' | 'VR' | 'EMER' | 'IMP'
}>
const snomed = (code: string, display: string) => coding(systems.snomed, code, display)

const shapes: Readonly<Record<VisitKind, Shape>> = {
  new: { name: 'Office visit, new patient', code: null, minutes: 40, setting: 'AMB' },
  physical: {
    name: 'Annual physical',
    code: snomed('162673000', 'General examination of patient'),
    minutes: 40,
    setting: 'AMB',
  },
  'well-child': {
    name: 'Well-child visit',
    code: snomed('410620009', 'Well child visit'),
    minutes: 30,
    setting: 'AMB',
  },
  'follow-up': {
    name: 'Office visit, established patient',
    code: snomed('390906007', 'Follow-up encounter'),
    minutes: 20,
    setting: 'AMB',
  },
  sick: {
    name: 'Sick visit',
    code: snomed('185345009', 'Encounter for symptom'),
    minutes: 20,
    setting: 'AMB',
  },
  telehealth: {
    name: 'Telehealth visit',
    code: snomed('448337001', 'Telemedicine consultation with patient'),
    minutes: 15,
    setting: 'VR',
  },
  nurse: { name: 'Nurse visit', code: null, minutes: 15, setting: 'AMB' },
  behavioral: { name: 'Behavioral health visit', code: null, minutes: 45, setting: 'AMB' },
  prenatal: {
    name: 'Prenatal visit',
    code: snomed('424619006', 'Prenatal visit'),
    minutes: 20,
    setting: 'AMB',
  },
  emergency: {
    name: 'Emergency department visit',
    code: snomed('50849002', 'Emergency room admission'),
    minutes: 210,
    setting: 'EMER',
  },
  admission: {
    name: 'Hospital admission',
    code: snomed('32485007', 'Hospital admission'),
    minutes: 720,
    setting: 'IMP',
  },
}

const settings: Readonly<Record<Shape['setting'], Coding>> = {
  AMB: coding(systems.actCode, 'AMB', 'ambulatory'),
  VR: coding(systems.actCode, 'VR', 'virtual'),
  EMER: coding(systems.actCode, 'EMER', 'emergency'),
  IMP: coding(systems.actCode, 'IMP', 'inpatient encounter'),
}

const names = new Map<VisitKind, CodeableConcept>()
function typeOf(kind: VisitKind): CodeableConcept {
  let made = names.get(kind)
  if (!made) {
    made = conceptOf(shapes[kind].name, shapes[kind].code)
    names.set(kind, made)
  }
  return made
}

/** Who looks after what in hospital, where it is not the ward's own doctor. */
const attending: Readonly<Record<string, SpecialtyKey>> = {
  'Vaginal delivery': 'obstetrics',
  'Delivery by cesarean section': 'obstetrics',
  'Total knee replacement': 'orthopaedics',
  'Hip fracture': 'orthopaedics',
  'Non-ST elevation myocardial infarction': 'cardiology',
}

/** Who sees the patient: mostly their own clinician, at times whoever is in. */
function clinicianFor(chart: Chart, kind: VisitKind, day: Day, reason: string): Clinician {
  const { random, directory } = chart
  const here = directory.staff.filter((each) => each.row?.sites.includes(chart.site.key))
  const role = (wanted: string) =>
    here.find((each) => each.row?.role === wanted) ??
    directory.staff.find((each) => each.row?.role === wanted)
  if (kind === 'nurse') return role('nurse') ?? chart.primary
  if (kind === 'behavioral') return role('social-worker') ?? chart.primary
  if (kind === 'emergency') return directory.specialists.get('emergency') ?? chart.primary
  if (kind === 'admission') return directory.specialists.get(attending[reason] ?? 'hospital') ?? chart.primary
  if (kind === 'prenatal') return here.find((each) => each.row?.patients === 'women') ?? chart.primary
  if (kind === 'physical' || kind === 'well-child' || !random.chance(0.28)) return chart.primary
  const child = ageOf(chart, day) < 18
  const able = here.filter((each) => {
    const sees = each.row?.patients
    return sees === 'everyone' || sees === (child ? 'children' : 'adults')
  })
  return able.length > 0 ? random.pick(able) : chart.primary
}

export type Planned = Readonly<{
  day: Day
  kind: VisitKind
  reason: string
  acute?: Acute
  months?: number
  weeks?: number
  /** Days in hospital. */
  stay?: number
}>

/** Opens the visit and writes its encounter. */
export function openVisit(chart: Chart, planned: Planned): Visit {
  const { random, directory } = chart
  const { kind, day } = planned
  const outside = kind === 'emergency' || kind === 'admission'
  const clinician = clinicianFor(chart, kind, day, planned.reason)
  const others = directory.sites.filter((site) => clinician.row?.sites.includes(site.key))
  const site =
    others.some((each) => each.key === chart.site.key) || others.length === 0
      ? chart.site
      : random.pick(others)
  const minute = outside ? random.int(60, 1300) : 480 + 15 * random.int(0, 34)
  const shape = shapes[kind]
  const hospital = directory.outside.get('hospital')
  const end =
    kind === 'admission'
      ? minute + 1440 * (planned.stay ?? 2)
      : minute + shape.minutes + (outside ? random.int(-60, 120) : 0)
  const ended = kind === 'admission' && day + (planned.stay ?? 2) > chart.end ? chart.end - day : 0
  const encounter = add<Encounter>(chart, {
    resourceType: 'Encounter',
    id: chart.ids.uuid(),
    status: 'finished',
    class: settings[shape.setting],
    type: [typeOf(kind)],
    subject: chart.patient,
    participant: [{ individual: clinician.reference }],
    period: period(instant(day, minute), instant(day, ended > 0 ? minute + ended * 1440 : end)),
    reasonCode: [{ text: planned.reason }],
    ...(kind === 'admission' && {
      hospitalization: {
        admitSource: { text: 'From emergency department' },
        dischargeDisposition: {
          text: random.weighted({ Home: 74, 'Home with services': 16, 'Skilled nursing facility': 10 }),
        },
      },
    }),
    ...(kind !== 'telehealth' && {
      location: [{ location: outside ? directory.hospitalPlace : site.reference }],
    }),
    serviceProvider: outside && hospital ? hospital : directory.practice,
  })
  return {
    day,
    kind,
    minute,
    reason: planned.reason,
    acute: planned.acute ?? null,
    months: planned.months ?? 0,
    weeks: planned.weeks ?? 0,
    stay: planned.stay ?? 0,
    clinician,
    site,
    encounter,
    facts: [],
    plan: [],
    tested: false,
    taking: [],
    diagnoses: [],
  }
}

export const nameOfKind = (kind: VisitKind): string => shapes[kind].name

/** Booked and not kept: nothing was done. */
export function missedVisit(chart: Chart, day: Day): void {
  const minute = 480 + 15 * chart.random.int(0, 34)
  add<Encounter>(chart, {
    resourceType: 'Encounter',
    id: chart.ids.uuid(),
    status: 'cancelled',
    class: settings.AMB,
    type: [typeOf('follow-up')],
    subject: chart.patient,
    participant: [{ individual: chart.primary.reference }],
    period: period(instant(day, minute), instant(day, minute + 20)),
    reasonCode: [{ text: 'Patient did not come' }],
    location: [{ location: chart.site.reference }],
    serviceProvider: chart.directory.practice,
  })
}
