/** What is said of the cloud: where one stands, what is safe, and what to do about it, if anything. */
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getConnection } from '../../shared/cloud/get-connection.ts'
import { momentText } from '../kernel/dates.ts'

export type ConnectionAnswer = OutputOf<typeof getConnection>

export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

/** `safe`: all is as it should be; `apart`: work goes on without the cloud; `problem`: a person is needed. */
export type Tone = 'safe' | 'apart' | 'problem'

export function pillOf(it: ConnectionAnswer): Readonly<{ tone: Tone; label: string }> {
  const needsPerson = it.attention + it.conflicts + it.auditAlarms
  if (needsPerson > 0)
    return {
      tone: 'problem',
      label: needsPerson === 1 ? '1 needs you' : `${needsPerson.toLocaleString('en-US')} need you`,
    }
  const toSend = it.toSend + it.filesToSend
  const waiting = toSend > 0 ? ` · ${toSend.toLocaleString('en-US')} to send` : ''
  // what is not read is a danger of its own; what is not reached is said first, because nothing else can be said then
  if (it.connection.needsUpdate && it.connection.state !== 'away')
    return { tone: 'apart', label: updateWords[it.connection.needsUpdate].short }
  if (it.hydrating) return { tone: 'apart', label: `Getting the practice · ${percentOf(it.hydrating)} %` }
  switch (it.connection.state) {
    case 'none':
      return { tone: 'safe', label: `All saved here${waiting}` }
    case 'connecting':
      return { tone: 'safe', label: `All saved here · looking for the cloud` }
    case 'current':
      return { tone: 'safe', label: waiting === '' ? 'Up to date' : `All saved here${waiting}` }
    case 'busy':
      return { tone: 'safe', label: waiting === '' ? 'Getting news' : `All saved here${waiting}` }
    case 'away':
  }
  if (it.connection.why === 'drill')
    return {
      tone: 'apart',
      label: `Drill${it.connection.nextTryAt ? ` until ${momentText(it.connection.nextTryAt)}` : ''}${waiting}`,
    }
  const since = it.connection.since ? ` since ${momentText(it.connection.since)}` : ''
  return { tone: 'apart', label: `Working offline${since}` }
}

/** What the cloud does not have yet: changes, and the bytes of documents, which go a way of their own. */
export const waitsText = ({ toSend, filesToSend }: ConnectionAnswer): string =>
  [toSend > 0 && counted(toSend, 'change'), filesToSend > 0 && counted(filesToSend, 'file')]
    .filter(Boolean)
    .join(', ') || 'Nothing'

/** The practice has gone on to a later version: what goes on, what does not, and what to do. */
export const updateWords = {
  'shows-less': {
    short: 'Update needed · some is not shown',
    now: 'Reached; everything is sent and read, some of it not shown',
    long: 'This workstation is older than the practice. What you write is sent; some of what others wrote is kept here but not shown until it is updated. Work goes on; have Holdfast updated here soon.',
  },
  'reads-nothing': {
    short: 'Update needed · others’ work is not read',
    now: 'Reached; everything is sent, nothing is read',
    long: 'This workstation is too old for the practice. What you write is sent; what others write is not read until it is updated, so charts here may miss it. Work goes on; have Holdfast updated here now.',
  },
  'sends-nothing': {
    short: 'Update needed · your work is kept here',
    now: 'Reached; nothing is sent or read',
    long: 'This workstation is too old for the practice. What you write is kept here and sent once it is updated; what others write is not read until then, so charts here may miss it. Have Holdfast updated here now.',
  },
} as const

export const percentOf = ({ rowsDone, rowsTotal }: { rowsDone: number; rowsTotal: number }): number =>
  rowsTotal === 0 ? 0 : Math.floor((100 * rowsDone) / rowsTotal)

export const whyWords: Readonly<Record<string, string>> = {
  offline: 'There is no network, or nothing answers at the cloud’s address.',
  timeout: 'The network is there, but no answer came in time.',
  tls: 'Something answered that could not prove to be the practice’s cloud. Nothing was sent to it. If your network inspects encrypted traffic, ask those who run it to leave the cloud’s address out.',
  'captive-portal':
    'Something else answers at the cloud’s address: a page to sign in to the network, perhaps, or a filter. Nothing was taken from it.',
  busy: 'The cloud has much to do and asked to come again.',
  refused:
    'The cloud does not let this workstation in any more. Your work is kept here; ask an administrator whether it was revoked.',
  fault: 'Something went wrong inside Holdfast while it was sent. It is kept, and tried again.',
  drill: 'A drill is under way: this computer does not speak to the cloud until it ends.',
}

/** Short, for a list. */
export const whyNames: Readonly<Record<string, string>> = {
  offline: 'No network',
  timeout: 'No answer',
  tls: 'Not the practice’s cloud',
  'captive-portal': 'Something else answered',
  busy: 'The cloud was busy',
  refused: 'Not let in',
  fault: 'A fault of ours',
  drill: 'Drill',
  'cloud-restored': 'The cloud was restored from a backup',
  'set-back': 'This workstation was restored, or is a copy',
}

/** A history that went back, in the words of whoever is to know that nothing was lost by it. */
export const setBackWords: Readonly<Record<string, string>> = {
  'cloud-restored':
    'The cloud was restored from a backup. What it had taken from here in the last 35 days is sent to it again; what it lost of others comes back when they do.',
  'set-back':
    'This workstation was restored from a backup, or its profile was copied to another computer. What was sent before comes back from the cloud, and what is done here now is sent under new numbers. If it is a copy, join it to the practice as a workstation of its own.',
}

/** `3 min`, `4 h 10 min`, `2 d 3 h`. */
export function lengthText(fromIso: string, toIso: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 60_000))
  if (minutes < 1) return 'under a minute'
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  if (d > 0) return h > 0 ? `${d} d ${h} h` : `${d} d`
  if (h > 0) return m > 0 ? `${h} h ${m} min` : `${h} h`
  return `${m} min`
}
