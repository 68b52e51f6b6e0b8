import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  absoluteLimitMs,
  firstState,
  step,
  warningMs,
  type LockAction,
  type LockSignal,
  type LockState,
  type Now,
} from '../../../src-main/app/lock-state.ts'
import { root } from '../../../tools/proc.ts'

const policy = { idleMs: 5 * 60_000, absoluteMs: absoluteLimitMs }
const start: Now = { mono: 1_000_000, wall: 1_800_000_000_000 }
const after = (ms: number, wallMs = ms): Now => ({ mono: start.mono + ms, wall: start.wall + wallMs })

const states: Readonly<Record<string, LockState>> = {
  closed: { phase: 'closed', lockedUser: 'before', deaths: [] },
  open: {
    phase: 'open',
    user: 'ana',
    session: 's1',
    since: start,
    lastInput: start,
    warned: false,
    deaths: [],
  },
  stopped: { phase: 'stopped' },
}
const signals: Readonly<Record<string, LockSignal>> = {
  'signed-in': { type: 'signed-in', user: 'ben', session: 's2' },
  input: { type: 'input' },
  tick: { type: 'tick' },
  suspend: { type: 'suspend', entering: false },
  resume: { type: 'resume' },
  'os-lock': { type: 'os-lock', entering: false },
  'asked to lock': { type: 'asked', why: 'person' },
  'asked to sign out': { type: 'asked', why: 'sign-out' },
  'ordered to wipe': { type: 'asked', why: 'wipe' },
  'vault-died': { type: 'vault-died' },
  'page-died': { type: 'page-died' },
  quit: { type: 'quit' },
}
const soon = after(1000)
const whens: Readonly<Record<string, (state: LockState) => { state: LockState; now: Now; more?: object }>> = {
  '': (state) => ({ state, now: soon }),
  'half a minute before': (state) => ({ state, now: after(policy.idleMs - warningMs) }),
  'half a minute before, once told': (state) => ({
    state: { ...state, warned: true } as LockState,
    now: after(policy.idleMs - warningMs + 1000),
  }),
  idle: (state) => ({ state, now: after(policy.idleMs) }),
  'idle by the wall clock alone': (state) => ({ state, now: after(1000, policy.idleMs) }),
  'idle, the wall clock set back': (state) => ({ state, now: after(policy.idleMs, -86_400_000) }),
  day: (state) => ({ state, now: after(absoluteLimitMs) }),
  'day, with input all along': (state) => ({
    state: { ...state, lastInput: after(absoluteLimitMs - 1) } as LockState,
    now: after(absoluteLimitMs),
  }),
  'somebody is coming in': (state) => ({ state, now: soon, more: { entering: true } }),
  'a clock says nothing': (state) => ({ state, now: { mono: Number.NaN, wall: start.wall } }),
  'the fourth time in a minute': (state) => ({
    state: { ...state, deaths: [1, 2, 3].map((n) => soon.mono - n * 19_000) } as LockState,
    now: soon,
  }),
}
const words: Readonly<Record<string, LockAction['do'][]>> = {
  'destroy the windows': ['destroy-windows'],
  'open a window': ['open-window'],
  'end the vault': ['end-vault'],
  'clear the clipboard': ['clear-clipboard'],
  'turn away': ['close-door', 'audit-turned-away', 'end-vault', 'destroy-windows', 'clear-clipboard'],
  again: ['start-vault', 'open-window'],
  close: ['close-door', 'end-vault', 'destroy-windows', 'clear-clipboard'],
  wipe: ['wipe'],
  'give up': ['give-up'],
  warn: ['warn'],
  'stop warning': ['stop-warning'],
  quit: ['quit'],
}
const shut = ['close-door', 'audit', 'end-vault', 'destroy-windows', 'clear-clipboard']

const document = readFileSync(join(root, 'docs/lock-states.md'), 'utf8')
const rows = document
  .split('\n')
  .filter((line) => /^\|\s*(closed|open|stopped)\s*\|/.test(line))
  .map(
    (line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()) as [string, string, string, string, string],
  )

describe('docs/lock-states.md', () => {
  test.each(rows)('%s, %s, %s', (stateName, signalName, when, next, done) => {
    const [state, signal] = [states[stateName], signals[signalName]]
    if (!state || !signal || !whens[when])
      throw new Error(`no such state, signal or time: ${stateName} ${signalName} ${when}`)
    const given = whens[when](state)
    const { state: reached, actions } = step(given.state, { ...signal, ...given.more }, given.now, policy)

    const expected = done
      .split(', ')
      .filter(Boolean)
      .flatMap((word) => (word.startsWith('shut as ') ? shut : (words[word] ?? [`unknown: ${word}`])))
    expect(actions.map((action) => action.do)).toEqual(expected)
    const recorded = actions.find((action) => action.do === 'audit')
    const reason = /shut as `([a-z-]+)`/.exec(done)?.[1]
    expect(recorded).toEqual(reason && { do: 'audit', reason, user: 'ana', session: 's1' })

    expect(reached.phase).toBe(next.split(/[ ,]/)[0])
    const lockedUser = reached.phase === 'closed' ? reached.lockedUser : undefined
    const who = { 'closed, same': 'before', 'closed for the user': 'ana', 'closed for nobody': null }[next]
    expect(lockedUser).toBe(who)
  })

  test('has a row for every state and signal, and says what the two lists are', () => {
    const pairs = Object.keys(states).flatMap((state) =>
      Object.keys(signals).map((signal) => `${state} ${signal}`),
    )
    expect([...new Set(rows.map(([state, signal]) => `${state} ${signal}`))].toSorted()).toEqual(
      pairs.toSorted(),
    )
    expect(document).toContain(
      'close the door, record the reason, end the vault, destroy the windows, clear the clipboard',
    )
    expect(document).toContain('start the vault, open a window')
    expect(document).toContain('**turn away** is the same')
  })
})

describe('whatever happens', () => {
  const signal = fc.constantFrom(
    ...Object.values(signals),
    { type: 'suspend', entering: true } as const,
    { type: 'os-lock', entering: true } as const,
  )
  const tick = fc.record({
    signal,
    mono: fc.oneof(fc.nat(600_000), fc.constant(absoluteLimitMs)),
    // the wall clock may be set to anything at any time
    wall: fc.oneof(fc.nat(600_000), fc.integer({ min: -(10 ** 11), max: 10 ** 11 }), fc.constant(Number.NaN)),
  })
  const history = fc.array(tick, { minLength: 1, maxLength: 60 })

  /** Every step of a history: what was, what came, what is. */
  function walk(ticks: { signal: LockSignal; mono: number; wall: number }[]) {
    let state: LockState = firstState
    let now = start
    return ticks.map((each) => {
      now = {
        mono: now.mono + each.mono,
        wall: Number.isNaN(each.wall) ? Number.NaN : start.wall + each.wall,
      }
      const before = state
      const { state: reached, actions } = step(before, each.signal, now, policy)
      state = reached
      return { before, signal: each.signal, now, state, actions: actions.map((action) => action.do) }
    })
  }

  test('nothing but signing in opens it, and only from closed', () => {
    fc.assert(
      fc.property(history, (ticks) => {
        const opened = walk(ticks).filter(
          ({ before, state }) => before.phase !== 'open' && state.phase === 'open',
        )
        expect(
          opened.every(({ before, signal }) => before.phase === 'closed' && signal.type === 'signed-in'),
        ).toBe(true)
      }),
    )
  })

  test('whoever leaves an open session has the whole list done first, in its order', () => {
    fc.assert(
      fc.property(history, (ticks) => {
        const left = walk(ticks).filter(
          ({ before, state }) => before.phase === 'open' && state.phase !== 'open',
        )
        for (const { actions } of left) expect(actions.slice(0, 5)).toEqual(shut)
      }),
    )
  })

  test('it is never open past the limits, whatever the wall clock says', () => {
    fc.assert(
      fc.property(history, (ticks) => {
        for (const { state, now } of walk(ticks)) {
          const open = state.phase === 'open' ? state : null
          expect(open ? now.mono - open.lastInput.mono : 0).toBeLessThan(policy.idleMs)
          expect(open ? now.mono - open.since.mono : 0).toBeLessThan(policy.absoluteMs)
        }
      }),
    )
  })

  test('it never starts a vault beside one it has not ended, nor opens a window without one', () => {
    fc.assert(
      fc.property(history, (ticks) => {
        // the program begins with both
        let [vaults, windows] = [1, 1]
        for (const { signal: came, before, actions } of walk(ticks)) {
          if (came.type === 'vault-died' && before.phase !== 'stopped') vaults = 0
          for (const action of actions) {
            if (action === 'end-vault') vaults = 0
            if (action === 'start-vault') vaults += 1
            if (action === 'destroy-windows') windows = 0
            if (action === 'open-window') windows += 1
            expect(vaults).toBeLessThan(2)
            expect(windows).toBeLessThan(2)
            expect(action === 'open-window' && vaults === 0).toBe(false)
          }
          if (actions.includes('give-up')) return
        }
      }),
    )
  })

  test('stopped is for good', () => {
    fc.assert(
      fc.property(history, (ticks) => {
        const steps = walk(ticks)
        const stop = steps.findIndex(({ state }) => state.phase === 'stopped')
        const later = stop < 0 ? [] : steps.slice(stop + 1)
        expect(later.every(({ state, actions }) => state.phase === 'stopped' && actions.length === 0)).toBe(
          true,
        )
      }),
    )
  })
})
