/** What a downtime pack shows, in values that can be handed to another thread. How it looks is the paper's business. */
import type { PackReason } from '../../shared/downtime/pack.ts'

export type PackHead = Readonly<{
  practiceName: string
  /** As people know it: the end of its id. */
  workstation: string
  /** ISO 8601. */
  madeAt: string
  /** IANA name: times on paper are the practice's. */
  timeZone: string
  /** The day it is at the practice. */
  today: string
  /** Up to when the work of others had been read; null where it never was. */
  dataAsOf: string | null
  /** False where this practice has no cloud: then there is nobody else's work to read. */
  hasCloud: boolean
}>

/** One line of a day's schedule. `patientId` is null for what is about nobody: a meeting, a block. */
export type DayLine = Readonly<{
  patientId: string | null
  /** ISO 8601, or a day where no time is known. */
  startsAt: string
  /** What is to be done, with whom, where; each may be empty. */
  what: string
  who: string
  where: string
}>

export type PackDay = Readonly<{ which: 'today' | 'tomorrow'; day: string; lines: readonly DayLine[] }>

/** One entry of a list. `strong`: it must not be overlooked. */
export type Entry = Readonly<{ text: string; detail: string; strong: boolean }>

export type PackPatient = Readonly<{
  patientId: string
  /** As a paper chart is filed, and in which order. */
  name: string
  sortName: string
  preferredName: string
  birthDate: string | null
  sex: 'female' | 'male' | 'other' | 'unknown'
  mrn: string
  deceased: boolean
  language: string
  phones: readonly string[]
  /** Whom to call; empty where nobody is named. */
  contact: string
  coverages: readonly string[]
  why: readonly PackReason[]
  /** Closed to most of the practice: only who it is and allergies are here, whoever prints it. */
  closed: boolean
  /** The chart is on this workstation. Where it is not, only demographics, insurance and allergies are. */
  whole: boolean
  /** How many entries are not for paper, by the kinds of data they are of. */
  withheld: number
  /** Types of rows with two versions that nobody has chosen between yet. */
  twoVersions: readonly string[]
  /** Null: nobody has asked. Empty: none known. */
  allergies: readonly Entry[] | null
  problems: readonly Entry[]
  medications: readonly Entry[]
  /** Null where none were taken. */
  vitals: Readonly<{ takenAt: string | null; values: readonly string[] }> | null
  /** The latest of each test, those out of range first. */
  results: readonly (Entry & Readonly<{ takenAt: string | null }>)[]
  lastVisit: (Entry & Readonly<{ startsAt: string | null }>) | null
  /** What was amended at the patient's request, or is disputed, with the entry it is about. */
  amendments: readonly Entry[]
}>

export type PackContent = Readonly<{
  head: PackHead
  days: readonly PackDay[]
  patients: readonly PackPatient[]
}>
