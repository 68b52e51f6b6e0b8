import type { ExportLine } from '../../shared/exports/list-exports.ts'

export const stateWords: Readonly<Record<ExportLine['state'], string>> = {
  waiting: 'Waits for a second person',
  ready: 'May be written',
  over: 'Not written in time',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
  running: 'Is being written here',
  elsewhere: 'Begun at another computer',
  interrupted: 'Interrupted; nothing of it is whole',
  written: 'Written',
  cancelled: 'Stopped; nothing of it is left',
  failed: 'Failed; nothing of it is left',
}

export const number = (n: number): string => n.toLocaleString('en-US')

export const patientsText = (n: number): string => (n === 1 ? '1 patient' : `${number(n)} patients`)

/** What an export is of. */
export const ofText = ({ locationName, patients }: Pick<ExportLine, 'locationName' | 'patients'>): string =>
  locationName === null
    ? `All patients: ${number(patients)}`
    : `${patientsText(patients)} of ${locationName || 'a location not known here'}`
