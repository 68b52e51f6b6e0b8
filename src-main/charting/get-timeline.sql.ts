import type { timelineKinds } from '../../shared/charting/get-timeline.ts'
import type { Reader } from '../store/reader.ts'

export type TimelineKind = (typeof timelineKinds)[number]
export type TimelineEvent = { id: string; kind: TimelineKind; at: string; title: string; detail: string }

/** Where each kind of event comes from: its moment, what it is called, and a word more. */
const sources: Readonly<Record<TimelineKind, { from: string; at: string; title: string; detail: string }>> = {
  encounter: {
    from: 'encounters e LEFT JOIN practitioners w ON w.id = e.practitionerId',
    at: 'e.startsAt',
    title: "coalesce(nullif(e.kind, ''), 'Encounter')",
    detail: "trim(e.reason || ' · ' || coalesce(nullif(e.practitionerName, ''), w.name, ''), ' ·')",
  },
  problem: { from: 'problems e', at: 'e.onset', title: 'e.name', detail: 'e.clinicalStatus' },
  medication: {
    from: 'medications e LEFT JOIN drugs d ON d.id = e.drugId',
    at: 'e.startsAt',
    title: "coalesce(nullif(e.name, ''), d.name, 'Medication')",
    detail: "trim(e.directions || ' · ' || e.status, ' ·')",
  },
  allergy: { from: 'allergies e', at: 'e.recordedAt', title: 'e.substance', detail: 'e.clinicalStatus' },
  immunization: { from: 'immunizations e', at: 'e.givenAt', title: 'e.vaccine', detail: 'e.status' },
  procedure: { from: 'procedures e', at: 'e.performedAt', title: 'e.name', detail: 'e.status' },
  report: { from: 'reports e', at: 'e.takenAt', title: 'e.name', detail: 'e.conclusion' },
  document: {
    from: 'documents e',
    at: 'e.date',
    title: "coalesce(nullif(e.title, ''), e.kind)",
    detail: 'e.author',
  },
}

/** The latest events of one kind before a moment. What has no date is in its section, not on the timeline. */
export function eventsOf(
  read: Reader,
  kind: TimelineKind,
  patientId: string,
  before: string | null,
  limit: number,
): TimelineEvent[] {
  const { from, at, title, detail } = sources[kind]
  return read.rows<TimelineEvent>(
    `SELECT e.id, '${kind}' AS kind, ${at} AS at, ${title} AS title, substr(${detail}, 1, 300) AS detail
     FROM ${from} WHERE e.patientId = ? AND ${at} < ? ORDER BY ${at} DESC LIMIT ?`,
    patientId,
    before ?? '~',
    limit,
  )
}
