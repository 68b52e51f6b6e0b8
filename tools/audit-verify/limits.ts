/** What could not be found with what was given: said each time, so that nobody takes silence for proof. */
import type { Walked } from './export-walk.ts'
import type { Facts } from './facts.ts'
import type { LogReport } from './report.ts'

type Given = Readonly<{
  walked: readonly Walked[]
  logs: readonly LogReport[]
  folder: Readonly<{ checkpoints: Readonly<{ count: number }>; first: number }>
  facts: Facts
}>

export function limitsOf({ walked, logs, folder, facts }: Given): string[] {
  const { cloudKey, authority } = facts.trust
  const hasKept = folder.checkpoints.count > 0 || [...facts.roots.values()].flat().some(({ kept }) => kept)
  return [
    ...walked.flatMap(ofExport),
    ...logs.flatMap(ofLog),
    ...when(
      walked.some(({ tree }) => tree !== null) && !hasKept,
      'No checkpoint from outside of the cloud was given: a cloud that wrote all of its history anew, and signed it again, would not be found.',
    ),
    ...when(
      hasKept && walked.length > 0 && walked.every(({ tree }) => tree === null),
      'No whole export of the cloud was given: the entries were not compared with the trees of the checkpoints.',
    ),
    ...when(
      folder.first > 1,
      `The checkpoints begin with number ${folder.first}: those before were not looked at.`,
    ),
    ...when(
      cloudKey?.given === false,
      `Nothing was given to compare the cloud's key with: it is the one that is named here. Compare its SHA-256 with one from elsewhere, or give it with --key.`,
    ),
    ...when(
      authority?.given === false,
      'Nothing was given to compare the authority with that vouches for workstations: it is the one that is named here. Give it with --authority.',
    ),
    ...when(
      logs.length > 0,
      'Codes of entries (mac) were not looked at: their keys are with the cloud alone.',
    ),
  ]
}

function ofExport({ item, statement, tree }: Walked): string[] {
  if (!statement)
    return [
      `${item.name}: there is no statement beside it. Entries cut off at its beginning or its end, or a log that was written anew as a whole, would not be found.`,
    ]
  const { whole, by } = statement.proofs
  return [
    ...when(
      statement.signature === null,
      `${item.name}: its statement is not signed. Whoever changed both could have cut off its end, or written all of it anew.`,
    ),
    ...when(
      !whole,
      `${item.name}: it is a part, by period or patient. What was left out of it, and whether anything more should be in it, is not shown.`,
    ),
    ...when(
      item.name.endsWith('.csv'),
      `${item.name}: of a table it is only shown that it is the one the statement was made for.`,
    ),
    ...when(by === 'cloud' && whole && !tree && !item.name.endsWith('.csv'), `${item.name}: it has no tree.`),
  ]
}

function ofLog({ file, device, epoch, holds, last, proven }: LogReport): string[] {
  const upTo = Math.max(0, ...proven.map(({ upTo: n }) => n))
  if (!holds || upTo >= last) return []
  const of = `${file}: workstation ${device}, epoch ${epoch}`
  return [
    upTo === 0
      ? `${of}: nothing is signed of it. Whoever had it could have written it anew as a whole.`
      : `${of}: of the entries ${upTo + 1} to ${last} nothing is signed but the statement. Whoever had them could have written them anew.`,
  ]
}

const when = (is: boolean, text: string): string[] => (is ? [text] : [])
