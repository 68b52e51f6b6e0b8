/** Every contract there is, held to the rules of the door. A new one is covered without a line here. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contracts } from '../../shared/catalog.ts'
import {
  defaultMaxBytes,
  doorReads,
  doorReadsOfPatient,
  type Contract,
} from '../../shared/kernel/contract.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { handlers } from '../../src-main/handlers.ts'
import type { Handler } from '../../src-main/pipeline/handle.ts'
import { openWorkstation, type Workstation } from '../../tools/kit/workstation.ts'
import { root } from '../../tools/proc.ts'
import { TestClock } from '../kit/clock.ts'
import { digest } from '../kit/contents.ts'
import { everyContract, seedExamples } from '../kit/examples.ts'
import { tablesOf, type Statement } from '../kit/plans.ts'
import { anySignedIn, beforeSignIn } from '../kit/open-contracts.ts'
import {
  auditRows,
  doorOf,
  makeFolder,
  practiceIn,
  removeFolder,
  withRights,
  type Practice,
} from '../kit/practice.ts'
import { domains } from '../kit/sources.ts'

/** Who may ask these is decided here: before anyone has signed in, and whoever has signed in. */
/** Kept by the store for finding rows of another table: whoever declares that one may read these. */
const searchTables: Readonly<Record<string, string>> = {
  patient_search: 'patients',
  patient_word: 'patients',
  patient_number: 'patients',
  document_file: 'documents',
}
/** What is told like a table and is none: what the vault has of whoever is in. */
const told = new Set(['rights', 'workstations', 'whole_log'])
/** Queries whose answer is not asked for again when what they read changes. */
const readOnce: Readonly<Record<string, string>> = {
  'access.getDraft': 'asked when a form opens; what is typed from there on is newer than any draft',
  'schedule.getReport':
    'numbers of weeks and months, with when they were counted: a year is not counted anew whenever one visit changes',
}
/** For whoever was let in to the downtime pack alone, because the record store does not open. */
const withoutStore = ['access.lock', 'downtime.getPack', 'downtime.printPack']

const folders = [makeFolder(true), makeFolder(true)] as const
const seen: Statement[] = []
let desk: Practice
let locked: Workstation
beforeAll(async () => {
  desk = await practiceIn(folders[0], { observe: (sql, parameters) => void seen.push({ sql, parameters }) })
  seedExamples(desk.session)
  const made = await practiceIn(folders[1])
  made.close()
  locked = await openWorkstation({ profile: folders[1], keys: made.keys })
})
afterAll(() => {
  desk.close()
  locked.close()
  for (const folder of folders) removeFolder(folder)
})

/** The door for somebody with these rights, as a window or a job has it. */
const door = (can = permissions as readonly (typeof permissions)[number][]) =>
  doorOf(desk, {
    session: () => withRights(desk.session, can),
    // that so many doors are tried is not what is looked at here
    watch: () => [],
  })
const callerOf = (contract: Contract) =>
  contract.kind === 'command' && contract.caller === 'internal' ? 'job' : 'window'
const ask = async (
  contract: Contract,
  json = JSON.stringify(contract.example),
  can = permissions as never,
) => {
  const reply = await door(can)(contract.name, json, callerOf(contract))
  // what goes on after the answer reads too
  if (desk.vault.pack.now.making) await desk.vault.pack.make().catch(() => undefined)
  return reply
}
const isStep = (contract: Contract) => callerOf(contract) === 'job'
const stepActions = new Set(
  everyContract.filter(isStep).flatMap(({ audit }) => ('none' in audit ? [] : [audit.action])),
)
const needsRight = ({ permission }: Contract) =>
  permission !== 'before-sign-in' && permission !== 'any-signed-in'
const refusal = (reason: string) => ({ ok: false, error: { reason } })
const named = everyContract.map((contract) => [contract.name, contract] as const)

describe('the catalog', () => {
  test('says who may come before sign-in, and what everyone may who has', () => {
    const of = (gate: string) =>
      everyContract.filter(({ permission }) => permission === gate).map(({ name }) => name)
    expect(of('before-sign-in').toSorted()).toEqual(beforeSignIn)
    expect(of('any-signed-in').toSorted()).toEqual(anySignedIn)
  })

  test('says what is open to whoever has no record store, and all of it acts', () => {
    const open = everyContract.filter(({ withoutStore }) => withoutStore)
    expect(open.map(({ name }) => name).toSorted()).toEqual(withoutStore)
    const filed = Object.values(handlers) as Handler[]
    expect(open.map((contract) => filed.find((handler) => handler.contract === contract)?.kind)).toEqual(
      open.map(() => 'act'),
    )
  })

  test('has one handler for each contract, filed under its own key, and no handler beside', () => {
    const filed = handlers as Record<string, Handler>
    expect(Object.keys(filed).toSorted()).toEqual(Object.keys(contracts).toSorted())
    for (const [key, contract] of Object.entries(contracts))
      expect([key, filed[key]?.contract === contract]).toEqual([key, true])
    expect(new Set(everyContract.map(({ name }) => name)).size).toBe(everyContract.length)
  })

  test('names commands by what they do and queries by what they give', () => {
    for (const [key, contract] of Object.entries(contracts)) {
      const [domain = '', name = ''] = contract.name.split('.')
      expect([contract.name, domains.includes(domain), name]).toEqual([contract.name, true, key])
      expect([contract.name, /^(get|list|find)[A-Z]/.test(name)]).toEqual([
        contract.name,
        contract.kind === 'query',
      ])
      expect(name).toMatch(/^[a-z]+([A-Z][a-z0-9]*)*$/)
    }
  })

  test('can do nothing that is not said: every right exists, every reason for no entry is given', () => {
    for (const { name, permission, audit } of everyContract) {
      expect([
        name,
        needsRight({ permission } as Contract) ? permissions.includes(permission as never) : true,
      ]).toEqual([name, true])
      expect([
        name,
        'none' in audit ? audit.none.length > 10 : /^[a-z-]+(\.[a-z-]+)*$/.test(audit.action),
      ]).toEqual([name, true])
    }
  })
})

describe.each(named)('%s', (name, contract) => {
  test('is refused while nobody is signed in', async () => {
    const reply = await locked.dispatch(name, JSON.stringify(contract.example), callerOf(contract))
    locked.vault.turnAway()
    const refused = !reply.ok && reply.error.code === 'Locked'
    expect(refused).toBe(!beforeSignIn.includes(name))
  })

  test.skipIf(!needsRight(contract))(
    'without its right is refused, recorded with that right, and changes nothing',
    async () => {
      const before = digest(desk.session.store.db)
      const entries = auditRows(desk).length
      const others = permissions.filter((permission) => permission !== contract.permission)
      const reply = await ask(contract, undefined, others as never)
      expect(reply).toEqual({
        ok: false,
        error: {
          code: 'Forbidden',
          reason: 'permission.missing',
          params: { permission: contract.permission },
        },
      })
      expect(auditRows(desk).slice(entries)).toMatchObject([
        {
          outcome: 'refused',
          reason: 'permission.missing',
          detail: JSON.stringify({ permission: contract.permission }),
          actor: desk.session.actor.id,
        },
      ])
      expect(digest(desk.session.store.db)).toEqual(before)
    },
  )

  test('takes its example, nothing beside it, and nothing too large', async () => {
    expect(contract.input.safeParse(contract.example).success).toBe(true)
    const before = digest(desk.session.store.db)
    expect(
      await ask(contract, JSON.stringify({ ...(contract.example as object), strayField: 1 })),
    ).toMatchObject(refusal('input.invalid'))
    const padded = JSON.stringify({
      ...(contract.example as object),
      strayField: 'x'.repeat(contract.maxBytes ?? defaultMaxBytes),
    })
    expect(await ask(contract, padded)).toMatchObject(refusal('input.too-large'))
    for (const json of ['', 'null', '[]', '"text"', '7', '{', '{}{}'])
      expect(await ask(contract, json)).toMatchObject({ ok: false, error: { code: 'Invalid' } })
    expect(digest(desk.session.store.db)).toEqual(before)
  })

  test('lets nothing it is sent change what an object is', async () => {
    const pollution = [
      '"__proto__":{"polluted":"yes"}',
      '"constructor":{"prototype":{"polluted":"yes"}}',
      '"__proto__":null',
      '"toString":1',
      '"hasOwnProperty":1',
    ]
    for (const extra of pollution) {
      expect(await ask(contract, withExtra(contract.example, extra))).toMatchObject(refusal('input.invalid'))
      const inside = withExtra(contract.example, extra, true)
      expect(await ask(contract, inside)).toMatchObject({ ok: false, error: { code: 'Invalid' } })
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })

  test('does what its example says or says why not, records it once, and reads what it declares', async () => {
    const entries = auditRows(desk).length
    seen.length = 0
    const reply = await ask(contract)
    // a step of a longer act has an entry of its own, and a test of its own
    const added = auditRows(desk)
      .slice(entries)
      .filter(({ action }) => isStep(contract) || !stepActions.has(action))
    const ran = reply.ok ? 'done' : `${reply.error.code} ${reply.error.reason}`
    expect([ran, desk.faults.splice(0)]).toEqual([expect.not.stringMatching(/^Bug/), []])
    if (!reply.ok) console.log(`example of ${name}: ${ran}`)
    expect(added.map(({ outcome }) => outcome)).toEqual(
      reply.ok ? ('none' in contract.audit ? [] : ['done']) : ['refused'],
    )
    const about = 'none' in contract.audit ? undefined : contract.audit
    expect(added.map(({ action, subject }) => [action, subject])).toEqual(
      added.map(() => [
        about?.action ?? name,
        about?.subject(contract.input.parse(contract.example), reply.ok ? reply.value : null) ?? null,
      ]),
    )
    // the door has checked it; what a window gets is that, after JSON
    const value = reply.ok ? JSON.parse(JSON.stringify(reply.value)) : null
    expect(reply.ok && !contract.output.safeParse(value).success).toBe(false)
    expect(undeclared(contract)).toEqual([])
  })

  test.skipIf(contract.cap === undefined)('is capped, by a clock that nobody can set back', async () => {
    const clock = new TestClock()
    const capped = doorOf(desk, { clock, session: () => withRights(desk.session, permissions) })
    const { max, minutes } = contract.cap ?? { max: 0, minutes: 0 }
    const reasons: string[] = []
    const call = async () => {
      const reply = await capped(name, JSON.stringify(contract.example))
      reasons.push(reply.ok ? 'ok' : reply.error.reason)
      return reasons.at(-1)
    }
    for (let n = 0; n < max; n += 1) await call()
    expect(reasons).not.toContain('cap.exceeded')
    expect(await call()).toBe('cap.exceeded')
    clock.wall += 10 * 86_400_000
    expect(await call()).toBe('cap.exceeded')
    clock.steady += minutes * 60_000 - 1
    expect(await call()).toBe('cap.exceeded')
    clock.steady += 1
    expect(await call()).not.toBe('cap.exceeded')
  })

  test.skipIf(callerOf(contract) === 'window')(
    'is a step of a job, and no window can ask for it',
    async () => {
      expect(await door()(name, JSON.stringify(contract.example), 'window')).toMatchObject(
        refusal('contract.unknown'),
      )
    },
  )

  test('has its contract and its handler where its name says', () => {
    const [domain = '', key = ''] = name.split('.')
    expect(existsSync(join(root, 'shared', domain))).toBe(true)
    expect(Object.keys(contracts)).toContain(key)
  })
})

/** The JSON of a value with something more in it, or in each of the objects in it. */
function withExtra(value: unknown, extra: string, deep = false): string {
  if (Array.isArray(value))
    return `[${value.map((each) => withExtra(each, deep ? extra : '', deep)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}:${withExtra(inner, deep ? extra : '', deep)}`,
  )
  return `{${[extra, ...fields].filter(Boolean).join(',')}}`
}

/** Tables a query was seen to read and does not name; a change to one would leave a stale answer on the screen. */
function undeclared(contract: Contract): string[] {
  if (contract.kind !== 'query' || contract.reads.includes('*') || contract.name in readOnce) return []
  const { db } = desk.session.store
  const read = new Set(seen.flatMap((statement) => [...tablesOf(db, statement)]))
  const declared = new Set([...contract.reads, ...doorReads, ...doorReadsOfPatient])
  return [...read].filter((table) => {
    const base = searchTables[table.replace(/_(data|idx|content|docsize|config)$/, '')] ?? table
    return !declared.has(base) && !declared.has(table)
  })
}

test('what a query declares is there to be read', () => {
  const tables = new Set(
    desk.session.store.db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all(),
  )
  for (const contract of everyContract.filter(({ kind }) => kind === 'query'))
    for (const table of contract.kind === 'query' ? contract.reads : [])
      expect([contract.name, table, table === '*' || told.has(table) || tables.has(table)]).toEqual([
        contract.name,
        table,
        true,
      ])
})
