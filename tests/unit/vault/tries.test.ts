/** Whoever guesses waits, and is shut out in the end: by both clocks, over restarts, with an old file put back, whatever the name. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Tries } from '../../../src-main/vault/tries.ts'
import { TriesTable } from '../../../src-main/audit/tries-table.ts'
import { readMark } from '../../../src-main/audit/tries-mark.ts'
import { triesHere, tryOf } from '../../kit/tries.ts'

const name = 'arivera'
const minute = 60_000

/** So many failures, each when its wait is over. */
function fail(here: ReturnType<typeof triesHere>, tries: Tries, count: number, who = name): void {
  for (let n = 0; n < count; n += 1) {
    expect(tryOf(tries, who)).toBe('ok')
    here.clock.advance(15 * minute)
  }
}

describe('waiting', () => {
  test('five failures, then 1, 5 and 15 minutes; ten, and the name is closed', () => {
    const here = triesHere()
    const tries = here.start()
    for (let n = 0; n < 4; n += 1) expect(tryOf(tries, name)).toBe('ok')
    for (const seconds of [60, 300, 900, 900, 900]) {
      expect([tryOf(tries, name), tryOf(tries, name)]).toEqual(['ok', `sign-in.wait ${seconds}`])
      here.clock.advance(seconds * 1000)
    }
    expect([tryOf(tries, name), tryOf(tries, name)]).toEqual(['ok', 'sign-in.disabled'])
    here.clock.advance(365 * 24 * 60 * minute)
    expect(tryOf(tries, name)).toBe('sign-in.disabled')
    expect(tryOf(here.start(), name)).toBe('sign-in.disabled')
    expect(tryOf(tries, 'somebody-else')).toBe('ok')
  })

  test('what is refused while waiting is not counted and makes it no longer', () => {
    const here = triesHere()
    const tries = here.start()
    fail(here, tries, 4)
    tryOf(tries, name)
    for (const passed of [0, 1, 29, 29]) {
      here.clock.advance(passed * 1000)
      tryOf(tries, name)
    }
    expect(tryOf(tries, name)).toBe('sign-in.wait 1')
    here.clock.advance(1000)
    expect(tryOf(tries, name)).toBe('ok')
    expect(tryOf(tries, name)).toBe('sign-in.wait 300')
  })

  test('is told by the second that is left, and a fraction is a whole one', () => {
    const here = triesHere()
    const tries = here.start()
    fail(here, tries, 4)
    tryOf(tries, name)
    here.clock.advance(59_001)
    expect(tryOf(tries, name)).toBe('sign-in.wait 1')
  })

  test('a name nobody has waits as one that somebody has, however it is typed', () => {
    const here = triesHere()
    const tries = here.start()
    fail(here, tries, 4, 'nobody')
    for (const typed of ['Nobody', ' NOBODY ', 'nobody']) {
      expect(tryOf(tries, typed)).toBe(typed === 'Nobody' ? 'ok' : 'sign-in.wait 60')
    }
    // composed or not is the same name
    fail(here, tries, 4, 'ren\u00e9')
    expect([tryOf(tries, 'rene\u0301'), tryOf(tries, 'ren\u00e9')]).toEqual(['ok', 'sign-in.wait 60'])
    for (const odd of ['', '__proto__', 'x'.repeat(200), "'; DROP TABLE tries; --"])
      expect(tryOf(tries, odd)).toBe('ok')
  })

  test('ends when the name is right, and what was held against it is gone', () => {
    const here = triesHere()
    const tries = here.start()
    fail(here, tries, 9)
    tries.begin(name)
    tries.succeeded(name, randomUUID(), null)
    fail(here, tries, 5)
    expect(tries.standing([name, 'nobody'])).toEqual({
      of: [
        { failures: 5, disabled: false, seconds: 0 },
        { failures: 0, disabled: false, seconds: 0 },
      ],
      others: 0,
    })
  })
})

describe('clocks', () => {
  const waiting = () => {
    const here = triesHere()
    const tries = here.start()
    fail(here, tries, 6)
    expect(tryOf(tries, name)).toBe('ok')
    return { here, tries }
  }

  test('set forward does not shorten it while the process runs, nor set back', () => {
    for (const jump of [24 * 60 * minute, -24 * 60 * minute]) {
      const { here, tries } = waiting()
      here.clock.wall += jump
      expect(tryOf(tries, name)).toBe('sign-in.wait 900')
      here.clock.advance(10 * minute)
      expect(tryOf(tries, name)).toBe('sign-in.wait 300')
      here.clock.advance(5 * minute)
      expect(tryOf(tries, name)).toBe('ok')
    }
  })

  test('a steady clock that stood still while the machine slept makes it longer, not shorter', () => {
    const { here, tries } = waiting()
    here.clock.wall += 60 * minute
    expect(tryOf(tries, name)).toBe('sign-in.wait 900')
  })

  test('a restart does not shorten it, nor with the clock set back', () => {
    const { here } = waiting()
    here.clock.advance(5 * minute)
    expect(tryOf(here.start(), name)).toBe('sign-in.wait 600')
    here.clock.wall -= 24 * 60 * minute
    const again = here.start()
    expect(tryOf(again, name)).toBe('sign-in.wait 900')
    here.clock.advance(15 * minute - 1)
    expect(tryOf(again, name)).toBe('sign-in.wait 1')
    here.clock.advance(1)
    // and whoever set their clock right again is not kept for a day
    expect(tryOf(again, name)).toBe('ok')
  })
})

describe('unlocking', () => {
  test('by somebody: at once, and its owner is told who and why, once', () => {
    const here = triesHere()
    const tries = here.start()
    const [by, user] = [randomUUID(), randomUUID()]
    expect(() => tries.unlock(name, by, 'asked')).toThrow('lockout.none')
    fail(here, tries, 10)
    tries.unlock(name, by, 'I know the voice.')
    expect(() => tries.unlock(name, by, 'again')).toThrow('lockout.none')
    // a slip in between does not take the news away
    fail(here, tries, 1)
    tries.begin(name)
    const next = here.start()
    next.begin(name)
    next.succeeded(name, user, null)
    expect(next.unlocked).toEqual({ by, reason: 'I know the voice.' })
    const after = here.start()
    after.begin(name)
    after.succeeded(name, user, null)
    expect(after.unlocked).toBeNull()
  })

  test('by one’s own recovery code', () => {
    const here = triesHere()
    const tries = here.start()
    fail(here, tries, 10)
    tries.recovered(name)
    expect(tryOf(tries, name)).toBe('ok')
  })

  test('an administrator sees who is locked out, and how many names of nobody', () => {
    const here = triesHere()
    const tries = here.start()
    fail(here, tries, 10)
    fail(here, tries, 9, 'nobody')
    for (let n = 0; n < 5; n += 1) tries.begin('kchen')
    expect(tries.standing(['kchen', name, 'free'])).toEqual({
      of: [
        { failures: 5, disabled: false, seconds: 60 },
        { failures: 10, disabled: true, seconds: 0 },
        { failures: 0, disabled: false, seconds: 0 },
      ],
      others: 1,
    })
  })
})

describe('an earlier audit.db that is put back', () => {
  test('gives no tries back, of whatever name, nor a name that was closed', () => {
    const here = triesHere()
    const tries = here.start()
    fail(here, tries, 2)
    here.copy('early')
    const more = here.start()
    fail(here, more, 7)
    fail(here, more, 10, 'nobody')
    here.putBack('early')
    const back = here.start()
    expect(back.standing([name, 'nobody']).of.map(({ failures }) => failures)).toEqual([9, 10])
    expect(tryOf(back, 'nobody')).toBe('sign-in.disabled')
    expect(tryOf(back, name)).toBe('ok')
    expect(tryOf(back, name)).toBe('sign-in.disabled')
  })

  test('gives no codes back: neither a step nor a spare code', () => {
    const here = triesHere()
    const [user, other] = [randomUUID(), randomUUID()]
    const spare = 'ab'.repeat(32)
    here.start().spend(user, { step: 1000 })
    here.copy('early')
    const tries = here.start()
    tries.succeeded(name, user, { step: 2000 })
    tries.succeeded(name, user, { spare })
    expect([tries.spent(user).lastStep, tries.spent(other).lastStep]).toEqual([2000, 0])
    here.putBack('early')
    // with a keychain that says nothing it does
    const blind = here.start(null)
    expect([blind.spent(user).lastStep, blind.spent(user).isSpent(spare)]).toEqual([1000, false])
    const back = here.start()
    expect([back.spent(user).lastStep, back.spent(user).isSpent(spare)]).toEqual([2000, true])
    // of whom the mark says nothing in particular, the latest of anybody counts
    expect(back.spent(other).lastStep).toBe(2000)
    expect(back.spent(user).isSpent('cd'.repeat(32))).toBe(false)
    // and from there it goes on
    back.spend(other, { step: 2001 })
    here.copy('late')
    expect(here.start().spent(other).lastStep).toBe(2001)
  })

  test('a step is never moved back', () => {
    const here = triesHere()
    const tries = here.start()
    const user = randomUUID()
    tries.spend(user, { step: 50 })
    tries.spend(user, { step: 40 })
    expect(tries.spent(user).lastStep).toBe(50)
  })

  test('the mark of an earlier moment takes nothing from what the file knows', () => {
    const here = triesHere()
    const tries = here.start()
    fail(here, tries, 3)
    const early = here.kept.at(-1) ?? ''
    fail(here, tries, 4)
    const again = here.start(early)
    expect(again.standing([name]).of[0]?.failures).toBe(7)
    again.begin(name)
    again.succeeded(name, randomUUID(), null)
    expect(here.start(early).standing([name]).of[0]?.failures).toBe(0)
    for (const odd of ['', '{}', 'null', '{"n":-1}', '[]'])
      expect(here.start(odd).standing([name]).of).toHaveLength(1)
  })

  test('a mark fits the smallest keychain, and names it has no room for begin where the last of them stand', () => {
    const here = triesHere()
    here.copy('early')
    const tries = here.start()
    for (let n = 0; n < 60; n += 1) {
      fail(here, tries, 3, `guess-${n}`)
      tries.spend(randomUUID(), { spare: n.toString(16).padStart(64, 'f').split('').toReversed().join('') })
    }
    fail(here, tries, 9, 'kchen')
    expect(Math.max(...here.kept.map((mark) => Buffer.byteLength(mark)))).toBeLessThan(2200)
    expect(readMark(here.kept.at(-1) ?? '')).toMatchObject({ rest: 3 })
    here.putBack('early')
    const back = here.start()
    expect(back.standing(['kchen', 'guess-0', 'guess-59', 'new']).of.map(({ failures }) => failures)).toEqual(
      [9, 3, 3, 3],
    )
    // they may still be tried, and be right
    expect(tryOf(back, 'new')).toBe('ok')
    back.succeeded('new', randomUUID(), null)
    expect(back.standing(['new']).of[0]?.failures).toBe(0)
  })
})

test('the keychain is told before anything is answered, and nobody waits for it', () => {
  const here = triesHere()
  let told = 0
  const tries = here.start(null, { keep: () => (told += 1) })
  tries.begin(name)
  expect(told).toBe(1)
  tries.succeeded(name, randomUUID(), { step: 5 })
  expect(told).toBe(2)
  expect(readMark(tries.mark())).toMatchObject({ n: 2, step: 5, names: [] })
})

test('neither the file nor the mark says a name', () => {
  const here = triesHere()
  const tries = here.start()
  fail(here, tries, 3)
  expect(tries.mark()).not.toContain(name)
  expect(readFileSync(here.file()).includes(name)).toBe(false)
  here.close()
  const other = here.start(null, { deviceKey: () => Buffer.alloc(32, 1) })
  expect(other.standing([name]).of[0]?.failures).toBe(0)
})

test('where it cannot be counted nobody is looked at', () => {
  const here = triesHere()
  const tries = here.start(null, { audit: () => null })
  expect(tryOf(tries, name)).toBe('vault.not-ready')
  expect(tryOf(here.start(null, { deviceKey: () => null }), name)).toBe('vault.not-ready')
})

test('of more names than are kept those go that failed least, the oldest first', () => {
  const here = triesHere()
  const tries = here.start()
  fail(here, tries, 9)
  const table = new TriesTable(here.open(), 20)
  for (let n = 1; n <= 30; n += 1)
    table.change(() => table.put({ name: `typed-${n}`, failures: 1, at: n, mono: n, run: '' }))
  const names = table.failed().map((row) => row.name)
  expect(names).toHaveLength(20)
  expect(names.slice(1)).toEqual(Array.from({ length: 19 }, (_each, index) => `typed-${30 - index}`))
  expect(tries.standing([name]).of[0]?.failures).toBe(9)
})
