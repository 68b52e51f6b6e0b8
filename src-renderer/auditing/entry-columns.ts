/** What of an entry stands in a list, and by what each column is sorted. */
import type { EntryReport, EntrySort } from '../../shared/auditing/entry-line.ts'
import { wordsOfCategory, wordsOfOutcome } from '../../shared/auditing/entry-words.ts'
import {
  actorText,
  patientText,
  purposeText,
  reasonText,
  recipientText,
  secondsText,
  shortId,
  whatText,
  type Line,
} from './entry-text.ts'

export type EntryColumn = Readonly<{
  head: string
  sort: EntrySort | null
  width?: string
  align?: 'right'
  text(line: Line): string
}>

const number: EntryColumn = {
  head: 'No.',
  sort: 'n',
  width: '72px',
  align: 'right',
  text: ({ number: n }) => n.toLocaleString('en-US'),
}
const station: EntryColumn = {
  head: 'Workstation',
  sort: 'workstation',
  width: '100px',
  text: ({ workstation }) => shortId(workstation),
}
const when: EntryColumn = { head: 'When', sort: 'at', width: '216px', text: ({ at }) => secondsText(at) }
const who: EntryColumn = { head: 'Who', sort: 'actor', width: '13%', text: actorText }
const what: EntryColumn = { head: 'What', sort: 'action', text: whatText }
const patient: EntryColumn = { head: 'Patient', sort: 'subject', width: '15%', text: patientText }
const outcome: EntryColumn = {
  head: 'Outcome',
  sort: 'outcome',
  width: '96px',
  text: (line) => wordsOfOutcome(line.outcome),
}

const ownColumns: readonly EntryColumn[] = [
  number,
  when,
  who,
  what,
  { head: 'Kind of data', sort: 'category', width: '184px', text: (line) => wordsOfCategory(line.category) },
  patient,
  outcome,
  { head: 'Reason', sort: 'reason', width: '11%', text: ({ reason }) => reasonText(reason) },
  {
    head: 'Session',
    sort: 'session',
    width: '76px',
    text: ({ session }) => (session === null ? '' : shortId(session)),
  },
]
const ownNarrow: readonly EntryColumn[] = [number, when, { ...who, width: '24%' }, what, outcome]

const ownDisclosures: readonly EntryColumn[] = [
  when,
  who,
  what,
  patient,
  { head: 'For whom', sort: null, width: '16%', text: recipientText },
  { head: 'Why', sort: null, width: '18%', text: purposeText },
  outcome,
]

/** `narrow`: something is opened beside the list. Of the practice's log each line says whose it is. */
export function columnsFor({ scope, filter }: EntryReport, narrow = false): readonly EntryColumn[] {
  const columns = narrow ? ownNarrow : filter.disclosures ? ownDisclosures : ownColumns
  if (scope === 'here') return columns
  const [first, ...rest] = columns.filter(({ head }) => head !== 'Session')
  return first ? [first, station, ...rest] : columns
}

/** Every recorded field, for the choice of an order. */
export const sortWords: Readonly<Record<EntrySort, string>> = {
  n: 'Number, as written',
  at: 'Date and time',
  actor: 'Person',
  subject: 'Patient',
  action: 'What was done',
  category: 'Kind of data',
  outcome: 'Outcome',
  reason: 'Reason',
  workstation: 'Workstation',
  session: 'Session',
  op: 'Change',
  detail: 'Detail',
  mono: 'Steady clock',
  boot: 'Start of Holdfast',
  epoch: 'Part of the log',
}
