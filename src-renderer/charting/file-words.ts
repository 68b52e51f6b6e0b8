/** Where the bytes of a document are, in words: what is safe, and what one may wait for. */
import type { FileState } from '../../shared/charting/get-file-states.ts'
import type { Connection } from '../../shared/cloud/get-connection.ts'
import { wordsOf } from '../kernel/words.ts'

/** `quiet`: as it should be. */
export type FileWords = Readonly<{ short: string; long: string; tone: 'quiet' | 'way' | 'problem' }>

const percent = (part: number, of: number): number => (of === 0 ? 0 : Math.floor((100 * part) / of))

/** `addedOn`: the workstation that has them, as its people call it; empty where it is not known. */
export function fileWords(file: FileState, connection: Connection['state'], addedOn: string): FileWords {
  const { where, stored, sent, got, size, fault } = file
  const away = connection === 'away' || connection === 'connecting'
  const way = (short: string, long = `${short}.`): FileWords => ({ short, long, tone: 'way' })
  if (fault !== null && !(where === 'here' && stored))
    return { short: shortFault(fault), long: wordsOf(fault), tone: 'problem' }
  if (where === 'here') {
    if (stored) return { short: 'Here', long: 'On this computer and in the cloud.', tone: 'quiet' }
    if (connection === 'none') return { short: 'Here', long: 'On this computer, encrypted.', tone: 'quiet' }
    const done = percent(sent, size)
    if (away)
      return way(
        'To be sent',
        `On this computer. It is sent when the cloud is back${sent > 0 ? `; ${done} % of it are there already` : ''}.`,
      )
    return way(`Uploading ${done} %`, `On this computer, uploading ${done} %.`)
  }
  if (where === 'cloud') {
    if (away)
      return way(
        'In the cloud',
        'In the cloud, which cannot be reached now. Open it again when the network is back; nothing of it is lost.',
      )
    return got > 0
      ? way(`Coming ${percent(got, size)} %`, `Coming from the cloud, ${percent(got, size)} %.`)
      : way('In the cloud', 'In the cloud. It is brought when it is opened.')
  }
  const who = addedOn === '' ? 'the workstation that added it' : `workstation ${addedOn}`
  if (away || connection === 'none')
    return way(
      `On ${addedOn || 'another workstation'}`,
      `On ${who}. It comes here by way of the cloud, which cannot be reached now.`,
    )
  const done = percent(sent, size)
  return way(
    `On ${addedOn || 'another workstation'} · ${done} %`,
    `On ${who}, uploading ${done} %. It can be opened here when all of it is in the cloud.`,
  )
}

const shortFault = (fault: string): string =>
  ({
    'file.damaged': 'Damaged here',
    'blob.not-sent': 'Not sent yet',
    'blob.not-got': 'Could not be brought',
    'store.disk-full': 'The disk is full',
  })[fault] ?? 'Needs you'
