/** Amendments as a practice, and a patient, says them. */
import type { ActKind, Denial } from '../../shared/amendments/amendment-act.ts'
import type { AmendmentState } from '../../shared/amendments/amendment-view.ts'
import type { Asker, EntryType } from '../../shared/amendments/amendment.ts'

export const stateWords: Readonly<Record<AmendmentState, string>> = {
  open: 'Waits',
  accepted: 'Accepted',
  denied: 'Denied',
  withdrawn: 'Withdrawn',
}

/** Beside an entry. */
export const markWords: Readonly<Record<AmendmentState, string>> = {
  open: 'amendment asked',
  accepted: 'amended',
  denied: 'disputed',
  withdrawn: '',
}

export const actWords: Readonly<Record<ActKind, string>> = {
  'put-off': 'Put off by 30 days',
  accepted: 'Accepted; added to the record',
  denied: 'Denied',
  disagreement: 'The patient disagrees',
  rebuttal: 'The practice answers',
  told: 'Who was told',
  withdrawn: 'Withdrawn',
}

export const askerWords: Readonly<Record<Asker, string>> = {
  patient: 'The patient',
  representative: 'Somebody for the patient',
}

/** 45 CFR 164.526(a)(2)(i) to (iv). `toPatient` goes on from “because”. */
export const denialWords: Readonly<Record<Denial, Readonly<{ name: string; toPatient: string }>>> = {
  accurate: {
    name: 'It is accurate and complete',
    toPatient: 'we find that the record is accurate and complete as it is',
  },
  'not-ours': {
    name: 'It was not written here, and whoever wrote it can still be asked',
    toPatient: 'that part of the record was written elsewhere, and whoever wrote it can amend it',
  },
  'not-in-the-set': {
    name: 'It is not part of the records that care is decided by',
    toPatient: 'it is not part of the records that we use to make decisions about you',
  },
  'not-open': {
    name: 'It is not open to the patient’s inspection by law',
    toPatient: 'it is a part of the record that the law does not open to inspection',
  },
}

export const entryWords: Readonly<Record<EntryType, string>> = {
  problem: 'Problem',
  allergy: 'Allergy',
  medication: 'Medication',
  observation: 'Measurement or result',
  report: 'Report',
  immunization: 'Vaccine',
  procedure: 'Procedure',
  document: 'Document',
  encounter: 'Visit',
  carePlan: 'Care plan',
  goal: 'Goal',
  careTeam: 'Care team',
  original: 'Other record',
}
export const wholeChart = 'The chart as a whole'

export const aboutText = (type: string): string =>
  Object.hasOwn(entryWords, type) ? entryWords[type as EntryType] : wholeChart
