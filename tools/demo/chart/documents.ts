/** Documents: progress notes, summaries from the hospital, letters from specialists, a tracing. */
import type { Binary, DocumentReference, Reference } from '@medplum/fhirtypes'
import type { SpecialtyKey } from '../data/staff.ts'
import { instant, type Day } from '../days.ts'
import { coding, conceptOf, hl7, systems } from '../fhir.ts'
import { add, encounterReference, type Chart, type Visit } from './chart.ts'
import { consultLetter, dischargeSummary, inSentence, progressNote } from './notes.ts'
import { tracing } from './tracing.ts'

const kinds = {
  progress: ['11506-3', 'Progress note'],
  discharge: ['18842-5', 'Discharge summary'],
  consult: ['11488-4', 'Consultation note'],
  tracing: ['11524-6', 'EKG study'],
} as const

type Made = Readonly<{
  kind: keyof typeof kinds
  title: string
  day: Day
  minute: number
  type: string
  bytes: Buffer
  author: Reference
  custodian: Reference
}>

/** One document in twelve keeps its bytes in a Binary, as large ones do. */
function keep(chart: Chart, visit: Visit, made: Made): DocumentReference {
  const [code, words] = kinds[made.kind]
  const data = made.bytes.toString('base64')
  const apart = chart.random.chance(0.08)
  const binary = apart
    ? add<Binary>(chart, {
        resourceType: 'Binary',
        id: chart.ids.uuid(),
        contentType: made.type,
        securityContext: chart.patient,
        data,
      })
    : null
  const day = Math.min(made.day, chart.today - 1)
  return add<DocumentReference>(chart, {
    resourceType: 'DocumentReference',
    id: chart.ids.uuid(),
    status: 'current',
    docStatus:
      chart.today - visit.day < 4 && made.kind === 'progress' && chart.random.chance(0.3)
        ? 'preliminary'
        : 'final',
    type: conceptOf(words, coding(systems.loinc, code, words)),
    category: [
      {
        coding: [
          coding(
            'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
            'clinical-note',
            'Clinical Note',
          ),
        ],
        text: 'Clinical Note',
      },
    ],
    subject: chart.patient,
    date: instant(day, made.minute),
    author: [made.author as NonNullable<DocumentReference['author']>[number]],
    custodian: made.custodian as NonNullable<DocumentReference['custodian']>,
    description: made.title,
    content: [
      {
        attachment: {
          contentType: made.type,
          ...(binary ? { url: `Binary/${binary.id}` } : { data }),
          size: made.bytes.length,
          title: made.title,
          creation: instant(day, made.minute),
        },
        format: coding(
          hl7('v3-HL7DocumentFormatCodes'),
          'urn:ihe:iti:xds:2017:mimeTypeSufficient',
          'mimeType Sufficient',
        ),
      },
    ],
    context: {
      encounter: [encounterReference(visit)],
      period: { start: instant(visit.day, visit.minute) },
    },
  })
}

const plain = 'text/plain; charset=utf-8'
const text = (words: string) => Buffer.from(words, 'utf8')

export function writeNote(chart: Chart, visit: Visit): void {
  const { random, directory } = chart
  const own = { author: visit.clinician.reference, custodian: directory.practice }
  const hospital = directory.outside.get('hospital') ?? directory.practice
  if (visit.kind === 'admission' || visit.kind === 'emergency') {
    keep(chart, visit, {
      kind: 'discharge',
      title:
        visit.kind === 'admission'
          ? `Discharge summary: ${visit.reason}`
          : `Emergency department: ${visit.reason}`,
      day: Math.min(visit.day + visit.stay, chart.end),
      minute: visit.kind === 'admission' ? 900 : visit.minute + 240,
      type: plain,
      bytes: text(dischargeSummary(chart, visit)),
      author: visit.clinician.reference,
      custodian: hospital,
    })
    return
  }
  if (visit.kind !== 'nurse' && random.chance(chart.person.marks.has('long-chart') ? 0.9 : 0.45))
    keep(chart, visit, {
      kind: 'progress',
      title: `Progress note: ${visit.reason}`,
      day: visit.day,
      minute: visit.minute + 95,
      type: plain,
      bytes: text(progressNote(chart, visit)),
      ...own,
    })
  if (visit.facts.some((fact) => fact.startsWith('Electrocardiogram')) && random.chance(0.6))
    keep(chart, visit, {
      kind: 'tracing',
      title: 'Electrocardiogram tracing',
      day: visit.day,
      minute: visit.minute + 30,
      type: 'image/png',
      bytes: tracing(random.int(56, 98)),
      ...own,
    })
}

/** Every so often a specialist writes back. */
export function letters(chart: Chart, visits: readonly Visit[]): void {
  const { random, directory } = chart
  for (const illness of chart.illnesses) {
    const [specialty] = illness.about.refer
    if (specialty === undefined || illness.found === null || !random.chance(0.22)) continue
    const expert = directory.specialists.get(specialty as SpecialtyKey)
    const visit = visits.find(
      (each) => each.day >= (illness.found ?? 0) && each.day + 10 <= chart.end && each.kind !== 'nurse',
    )
    if (!expert || !visit) continue
    const html = random.chance(0.35)
    keep(chart, visit, {
      kind: 'consult',
      title: `Consultation: ${inSentence(illness.about.name)}`,
      day: visit.day + 9,
      minute: 640,
      type: html ? 'text/html; charset=utf-8' : plain,
      bytes: text(consultLetter(chart, visit, specialty as SpecialtyKey, html)),
      author: expert.reference,
      custodian: expert.group,
    })
  }
}
