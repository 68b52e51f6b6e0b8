/** kill -9, at random and at every step: what was acknowledged is there, and nothing is half there. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createPractice } from '../../shared/access/create-practice.ts'
import { getDraft } from '../../shared/access/draft.ts'
import { getMe } from '../../shared/access/get-me.ts'
import { recover } from '../../shared/access/recover.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { openCipher } from '../../src-main/store/cipher.ts'
import { migrate } from '../../src-main/store/migrate.ts'
import { openStore } from '../../src-main/store/store.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import { openWorkstation, owner, type Workstation } from '../../tools/kit/workstation.ts'
import { bundled, runChild } from '../kit/children.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { copyOf, everyState, inLanes, lookThenKill } from '../kit/every-step.ts'
import { FileKeys } from '../kit/file-keys.ts'
import { halves } from '../kit/halves.ts'
import { auditRows, makeFolder, removeFolder, tempFolder } from '../kit/practice.ts'
import { localMigrations } from '../kit/store.ts'

const rounds = Number(process.env['HOLDFAST_ROUNDS'] ?? 64)
/** So many of them are of one process: before it is killed it stands still at the others, and what it would leave is laid aside. */
const looks = 8
const credentials = { username: owner.username, password: owner.password }

const template = makeFolder()
let recoveryCode = ''
let child = ''
beforeAll(async () => {
  child = bundled('kill-child')
  const desk = await openAt(template)
  ;({ recoveryCode } = await desk.call(createPractice, owner))
  desk.close()
})
afterAll(() => removeFolder(template))

const openAt = (folder: string): Promise<Workstation> =>
  openWorkstation({ profile: join(folder, 'profile'), keys: new FileKeys(join(folder, 'keys')) })

type Said = { patientId?: string; at?: number; preference?: number; draft?: number }
/** What was acknowledged and is not there, or is older than was said. */
async function missing(desk: Workstation, said: readonly Said[]): Promise<string[]> {
  const { db } = desk.session.store
  const family = db.prepare<[string], string>('SELECT family FROM patients WHERE id = ?').pluck()
  const numberOf = (text: string | undefined) => Number(/\d+/.exec(text ?? '')?.[0] ?? -1)
  const lost = said.flatMap(({ patientId, at }) =>
    patientId === undefined || numberOf(family.get(patientId)) >= (at ?? 0)
      ? []
      : [`patient ${patientId} at ${at}`],
  )
  const last = (key: 'preference' | 'draft') => Math.max(0, ...said.map((each) => each[key] ?? 0))
  const { preferences } = await desk.call(getMe, {})
  if (numberOf(preferences['colorScheme']) < last('preference') && last('preference') > 0)
    lost.push('preference')
  const { draft } = await desk.call(getDraft, { kind: 'patients.register', subject: '' })
  if (numberOf(draft?.body) < last('draft') && last('draft') > 0) lost.push('draft')
  return lost
}

test(
  `killed at random, ${rounds} times over, or as good as: everything acknowledged is there, and nothing by halves`,
  { timeout: 600_000 },
  async () => {
    const totals = { said: 0, undone: 0 }
    await inLanes(2, async (lane) => {
      const folder = copyOf(template)
      const said: Said[] = []
      let undone = 0
      const mustHaveAll = async (at: string, saidThen: readonly Said[]) => {
        const desk = await openAt(at)
        await desk.call(signIn, credentials)
        expect({ lost: await missing(desk, saidThen), halves: halves(desk) }).toEqual({
          lost: [],
          halves: [],
        })
        undone = auditRows(desk).filter(({ action }) => action === 'op.not-performed').length
        desk.close()
      }
      for (let round = lane * looks; round < rounds; round += 2 * looks) {
        let going: Promise<void> | undefined
        const left: [string, Said[]][] = []
        const ended = await runChild(child, ['work', folder], {
          watch: (line, process) => {
            said.push(line as Said)
            // some at once, some in the middle of the next command, some later
            going ??= lookThenKill(
              process,
              folder,
              Array.from({ length: looks }, (_each, n) => ((round + ((n + 1) % looks)) * 13) % 120),
              (copy) => left.push([copy, [...said]]),
            )
          },
        })
        await going
        expect([ended.signal, ended.errors]).toEqual(['SIGKILL', ''])
        for (const [copy, saidThen] of left) await mustHaveAll(copy, saidThen)
        await mustHaveAll(folder, said)
      }
      totals.said += said.length
      totals.undone += undone
    })
    console.log(
      `${rounds} moments at random, ${rounds / looks} of them kills: ${totals.said} acknowledged commands, all there; ${totals.undone} entries corrected`,
    )
    expect(totals.said).toBeGreaterThan(rounds)
  },
)

test.each([1, 2, 3, 8])(
  'killed between the entry of change %i and its commit: the change is not there, and the log says so',
  async (nth) => {
    const folder = copyOf(template)
    const { signal, lines } = await runChild(child, ['commit', folder, String(nth)])
    expect(signal).toBe('SIGKILL')
    // two of four kinds of act make an op
    expect(lines).toHaveLength(nth === 1 ? 0 : Math.floor((nth - 1) / 2) * 4 + ((nth - 1) % 2))
    const desk = await openAt(folder)
    onTestFinished(() => desk.close())
    const before = auditRows(desk)
    await desk.call(signIn, credentials)
    const [promised] = before.filter(({ op }) => op !== null).slice(-1)
    const [corrected, came] = auditRows(desk).slice(before.length)
    expect(corrected).toMatchObject({
      action: 'op.not-performed',
      outcome: 'not-performed',
      reason: 'stopped-before-commit',
      op: promised?.op,
      actor: promised?.actor,
    })
    expect(came).toMatchObject({ action: 'session.sign-in', outcome: 'done' })
    expect([...halves(desk), ...(await missing(desk, lines as Said[]))]).toEqual([])
    // and it is said once
    desk.close()
    const again = await openAt(folder)
    await again.call(signIn, credentials)
    expect(auditRows(again).filter(({ action }) => action === 'op.not-performed')).toHaveLength(1)
    again.close()
  },
)

test(
  'killed at every step of the first run: it is made whole, or it is first run again',
  { timeout: 400_000 },
  async () => {
    const outcomes = { again: 0, made: 0 }
    const { steps, states } = await everyState(
      (given, folder) => runChild(child, ['first-run', folder, given]),
      () => tempFolder(),
      async (folder) => {
        const desk = await openAt(folder)
        const { state } = desk.vault.gate()
        outcomes[state === 'first-run' ? 'again' : 'made'] += 1
        expect(['first-run', 'sign-in']).toContain(state)
        const came = state === 'first-run' ? desk.call(createPractice, owner) : desk.call(signIn, credentials)
        expect(await reasonOf(came)).toBe('ok')
        expect(halves(desk)).toEqual([])
        expect(auditRows(desk).filter(({ action }) => action === 'practice.create')).toMatchObject([
          { seq: 1, outcome: 'done' },
        ])
        expect(existsSync(join(folder, 'profile/store.new'))).toBe(false)
        desk.close()
      },
    )
    console.log(
      `first run killed at ${steps} steps, ${states} states: ${outcomes.again} times it was first run again, ${outcomes.made} times it was there`,
    )
    expect(steps).toBeGreaterThan(15)
    expect(outcomes.made).toBeGreaterThan(1)
  },
)

test(
  'killed at every step of a recovery: the old password and code work, or the new password does',
  { timeout: 400_000 },
  async () => {
    const password = 'harvest kettle bronze 81'
    const outcomes = { old: 0, new: 0 }
    const { steps, states } = await everyState(
      (given, folder) =>
        runChild(child, ['recover', folder, given], {
          env: { HOLDFAST_CODE: recoveryCode, HOLDFAST_PASSWORD: password },
        }),
      () => copyOf(template),
      async (folder) => {
        expect(readSlots(join(folder, 'profile/store/slots.json'))?.users).toHaveLength(1)
        const desk = await openAt(folder)
        const isOld = (await reasonOf(desk.call(signIn, credentials))) === 'ok'
        outcomes[isOld ? 'old' : 'new'] += 1
        desk.vault.turnAway()
        expect(await reasonOf(desk.call(signIn, { ...credentials, password }))).toBe(
          isOld ? 'sign-in.wrong' : 'ok',
        )
        desk.vault.turnAway()
        const byCode = desk.call(recover, { username: owner.username, code: recoveryCode, password })
        expect(await reasonOf(byCode)).toBe(isOld ? 'ok' : 'recovery.wrong')
        desk.close()
      },
    )
    console.log(
      `recovery killed at ${steps} steps, ${states} states: ${outcomes.old} times nothing had changed, ${outcomes.new} times it was done`,
    )
    expect(outcomes.old).toBeGreaterThan(3)
    expect(outcomes.new).toBeGreaterThan(0)
  },
)

describe('killed at every step of bringing a store forward', () => {
  const key = Buffer.alloc(32, 9)
  const shape = (file: string) => {
    const db = openCipher(file, key, false)
    const all = db.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all()
    db.close()
    return all
  }

  test('it comes to the same shape, with what was in it', { timeout: 400_000 }, async () => {
    const fresh = join(tempFolder(), 'clinical.db')
    openStore(fresh, key, localMigrations, { create: true }).close()
    const { steps, states } = await everyState(
      (given, folder) =>
        runChild(child, ['migrate', folder, given], {
          env: { HOLDFAST_KEY: key.toString('hex') },
        }),
      () => {
        const folder = tempFolder()
        const old = openCipher(join(folder, 'clinical.db'), Buffer.from(key), true)
        migrate(old, localMigrations.slice(0, 1))
        old.exec("INSERT INTO lease (kind, next, last) VALUES ('mrn', 7, 9)")
        old.close()
        return folder
      },
      (folder) => {
        const file = join(folder, 'clinical.db')
        const store = openStore(file, key, localMigrations, { create: false })
        expect(store.db.pragma('user_version', { simple: true })).toBe(localMigrations.length)
        expect(store.db.prepare('SELECT * FROM lease').all()).toEqual([{ kind: 'mrn', next: 7, last: 9 }])
        expect(store.db.prepare('SELECT count(*) FROM schema_migration').pluck().get()).toBe(
          localMigrations.length,
        )
        store.close()
        expect(shape(file)).toEqual(shape(fresh))
        return Promise.resolve()
      },
    )
    expect(steps).toBe((localMigrations.length - 1) * 2)
    // one between any two of them, and the end
    expect(states).toBe(localMigrations.length)
  })
})
