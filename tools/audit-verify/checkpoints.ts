/** The write-once folder by itself: each tree is signed, goes on from the one before, and none is missing. */
import { canonicalText, logStart } from '../../shared/audit/entry.ts'
import { isConsistent } from '../../shared/audit/merkle.ts'
import { CheckpointFile } from '../../shared/audit/published.ts'
import { practiceOf, type Facts } from './facts.ts'
import type { Report } from './report.ts'
import { json, readText, type Item } from './source.ts'
import { sha256 } from './trust.ts'

type Read = CheckpointFile & Readonly<{ file: string }>

/** Resolves to what there is, and the keys that are named. Roots are added to `facts`, faults too. */
export async function readCheckpoints(items: readonly Item[], facts: Facts) {
  const read: Read[] = []
  const cut: string[] = []
  for (const item of items) {
    const file = CheckpointFile.safeParse(json(await readText(item)))
    if (file.success) read.push({ ...file.data, file: item.name })
    else cut.push(item.name)
  }
  // one folder for each practice
  for (const of of Map.groupBy(read, ({ said }) => practiceOf(said.origin)).values())
    follow(
      of.toSorted((a, b) => a.said.number - b.said.number),
      facts,
      cut,
    )
  for (const name of cut)
    facts.fault('missing', name, 'this checkpoint is not whole, and nothing passed it over')
  const times = read.map(({ said }) => said.at).toSorted()
  const checkpoints: Report['checkpoints'] = {
    count: read.length,
    from: times[0] ?? null,
    until: times.at(-1) ?? null,
  }
  return {
    checkpoints,
    keys: [...new Set(read.map(({ key }) => key))],
    first: read.map(({ said }) => said.number).toSorted((a, b) => a - b)[0] ?? 1,
  }
}

function follow(files: readonly Read[], facts: Facts, cut: string[]): void {
  let before: Read | null = null
  for (const each of files) {
    const { said, sig, key, file } = each
    if (!facts.trust.isCloud(key))
      facts.fault('other-key', file, 'it is signed with another key than the one that counts')
    else if (!facts.trust.byCloud(key, canonicalText(said), sig))
      facts.fault('signature', file, "it is not signed with the cloud's key")
    else {
      if (before) link(before, each, facts, cut)
      else if (said.number === 1 && said.prev !== logStart)
        facts.fault('missing', file, 'the first is not the first')
      facts.root({ ...said, source: file, kept: true })
      before = each
    }
  }
}

function link(before: Read, now: Read, facts: Facts, cut: string[]): void {
  const { said, file } = now
  const goesOn = said.prev === sha256(canonicalText(before.said))
  const between = `${before.said.number + 1} to ${said.number - 1}`
  // what was cut off as it was written is passed over by the next
  if (goesOn && said.number > before.said.number + 1) passOver(cut, before.said.number, said.number)
  else if (said.number <= before.said.number)
    facts.fault('rewritten', file, `there are two of number ${said.number}`)
  else if (said.number > before.said.number + 1)
    facts.fault('missing', file, `checkpoints ${between} are not here`)
  else if (!goesOn) facts.fault('rewritten', file, `it does not go on from checkpoint ${before.said.number}`)
  // of another history nothing is shown: the cloud was restored, or says so
  if (said.origin !== before.said.origin || !goesOn) return
  if (now.consistency === null || !isConsistent(sha256, before.said, said, now.consistency))
    facts.fault('rewritten', file, `the tree is not the one of checkpoint ${before.said.number}`, {
      firstBad: before.said.size,
    })
}

function passOver(cut: string[], after: number, before: number): void {
  const numberOf = (name: string) => Number(/(\d{8})_[^/]*$/.exec(name)?.[1] ?? Number.NaN)
  const left = cut.filter((name) => !(numberOf(name) > after && numberOf(name) < before))
  cut.splice(0, cut.length, ...left)
}
