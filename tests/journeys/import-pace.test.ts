/** An import takes a lot at once while nobody is there, and little while somebody works. */
import { expect, test } from 'vitest'
import { getMe } from '../../shared/access/get-me.ts'
import { demoPractice } from '../../tools/demo/practice.ts'
import { writeNdjson } from '../../tools/demo/write-ndjson.ts'
import { realClock } from '../../tools/kit/workstation.ts'
import { TestClock } from '../kit/clock.ts'
import { countOps, digestsOf, importNow, sums } from '../kit/imports.ts'
import { newPractice, tempFolder } from '../kit/practice.ts'

test('the same comes in, in three times as many transactions', async () => {
  const folder = tempFolder(true)
  const people = demoPractice({
    patients: 8,
    seed: 6,
    today: '2026-11-20',
    depth: 'full',
    longChart: false,
  })
  await writeNdjson(people, folder, false)

  const clock = new TestClock(realClock.now())
  const attended = await newPractice({ profile: tempFolder(true), clock })
  const withSomebody = await importNow(attended, folder)

  const later = new TestClock(clock.wall)
  const empty = await newPractice({ profile: tempFolder(true), clock: later })
  // whoever started it has gone; a page that looks how far it is, which nobody records, is nobody
  const deaf = empty.listen((event) => {
    if (event !== 'import') return
    if (later.wall === clock.wall) later.advance(60_000)
    void empty.call(getMe, {})
  })
  const alone = await importNow(empty, folder)
  deaf()

  expect(sums(withSomebody)).toEqual(sums(alone))
  expect(digestsOf(attended)).toEqual(digestsOf(empty))
  expect(countOps(attended)).toBeGreaterThan(countOps(empty) * 1.5)
})
