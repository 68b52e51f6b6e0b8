/** The day nobody can sign in: three sheets, any two of which open a workstation for reading (issue of break-glass, the sealed kit). */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contracts } from '../../shared/catalog.ts'
import { kitActor, kitHours } from '../../shared/access/emergency-kit.ts'
import { getGate } from '../../shared/access/get-gate.ts'
import { getMe } from '../../shared/access/get-me.ts'
import { getKit, makeKit } from '../../shared/access/make-kit.ts'
import { openWithKit } from '../../shared/access/open-with-kit.ts'
import { saveLocation } from '../../shared/access/save-location.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { openWorkstation, owner, type Workstation } from '../../tools/kit/workstation.ts'
import { TestClock } from '../kit/clock.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows, newPractice, tempFolder, type Practice } from '../kit/practice.ts'

const { username, password } = owner
const holders = ['Ana Rivera', 'Bo Lindqvist', 'Chidi Abara']
const names = 'Bo Lindqvist and Chidi Abara'
const reason = 'Nobody’s lease holds any more, and the cloud is away.'
const hourMs = 3_600_000

/** A practice with a patient and a kit, whose people are gone. */
async function withKit(clock = new TestClock()) {
  const made = await newPractice({ clock, profile: tempFolder(true) })
  // of a location: whoever opens it with the kit reaches the whole practice
  const { locationId } = await made.call(saveLocation, saveLocation.example)
  const { patientId } = await made.call(registerPatient, { ...registerPatient.example, places: [locationId] })
  const { sheets } = await made.call(makeKit, { holders })
  await made.vault.kit.settled()
  expect((await made.call(getKit, {})).kit).toMatchObject({ holders, isUsed: false, isSealedHere: true })
  const codes = sheets.map(({ code }) => code)
  await leave(made)
  return { made, clock, patientId, codes, file: join(made.profile, 'store/kit.json') }
}
async function leave(desk: Workstation) {
  await desk.vault.people.settled()
  await desk.vault.kit.settled()
  desk.close()
}
const next = ({ profile, keys }: Practice, clock: TestClock) => openWorkstation({ profile, keys, clock })
const ops = (desk: Workstation) =>
  desk.session.store.read.rows<{ n: number }>('SELECT count(*) AS n FROM outbox')[0]?.n
const open = (desk: Workstation, sheets: readonly (string | undefined)[]) =>
  reasonOf(desk.call(openWithKit, { sheets: sheets.map((each) => each ?? ''), names, reason }))

describe('the emergency kit', () => {
  test('any two of the three sheets open it, in any order; one alone, one twice, a slip, and two of another kit open nothing', async () => {
    const { made, clock, codes } = await withKit()
    const other = await withKit()
    const pairs = [
      [0, 1],
      [1, 2],
      [2, 0],
    ] as const
    for (const [a, b] of pairs) {
      const desk = await next(made, clock)
      expect((await desk.call(getGate, {})).kit).toBe(true)
      expect(await open(desk, [codes[0], codes[0]])).toBe('kit.one-sheet-twice')
      expect(await open(desk, [codes[0], `${codes[1]}7`])).toBe('kit.not-a-sheet')
      expect(await open(desk, [other.codes[0], other.codes[1]])).toBe('kit.wrong')
      expect(await open(desk, [codes[0], other.codes[1]])).toMatch(/^kit\.(?:wrong|one-sheet-twice)$/)
      expect(await open(desk, [codes[a], codes[b]])).toBe('ok')
      expect(await open(desk, [codes[a], codes[b]])).not.toBe('ok')
      desk.close()
    }
  })

  test('opens for reading: what is there is found and read, and no command of the catalog writes', async () => {
    const { made, clock, codes, patientId } = await withKit()
    const desk = await next(made, clock)
    expect(await open(desk, [codes[1], codes[2]])).toBe('ok')
    expect(await desk.call(getMe, {})).toMatchObject({ byKit: true, userId: kitActor, displayName: names })
    expect((await desk.call(findPatients, { text: 'okon', limit: 5 })).lines).toHaveLength(1)
    expect(await reasonOf(desk.call(getChart, { patientId }))).toBe('ok')
    const before = ops(desk)
    expect(before).toBeGreaterThan(0)
    const may = Object.values(contracts).filter(
      (each) => each.kind === 'command' && each.byKit === 'too' && each.name !== 'access.lock',
    )
    expect(may.map(({ name }) => name).toSorted()).toEqual([
      'access.copyText',
      'access.keepPrinter',
      'access.logPrint',
      'access.noteScreenPicture',
      'access.sendToPrinter',
    ])
    for (const contract of Object.values(contracts)) {
      if (contract.kind !== 'command' || contract.caller === 'internal' || contract.byKit === 'too') continue
      const reply = await desk.reply(contract, contract.example)
      expect([contract.name, reply.ok]).toEqual([contract.name, false])
    }
    expect([ops(desk), desk.faults]).toEqual([before, []])
    // each is in the log, under the kit
    const log = auditRows(desk).filter(({ actor }) => actor === kitActor)
    expect(log.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(
      expect.arrayContaining(['session.open-with-kit done', 'chart.view done', 'patient.search done']),
    )
    desk.close()
  })

  test('a restricted chart stays closed to it', async () => {
    const { made, clock, codes, patientId } = await withKit()
    const before = await next(made, clock)
    await before.call(signIn, { username, password })
    await before.call(restrictChart, {
      ...restrictChart.example,
      patientId,
      version: null,
      people: [before.session.actor.id],
    })
    await leave(before)
    const desk = await next(made, clock)
    expect(await open(desk, [codes[0], codes[1]])).toBe('ok')
    expect(await reasonOf(desk.call(getChart, { patientId }))).toBe('chart.restricted')
    desk.close()
  })

  test('for twelve hours from the first time on, whatever comes between; then it opens nothing', async () => {
    const { made, clock, codes } = await withKit()
    const first = await next(made, clock)
    expect(await first.call(openWithKit, { sheets: [codes[0]!, codes[1]!], names, reason })).toEqual({
      leftMinutes: kitHours * 60,
    })
    first.close()
    clock.advance(kitHours * hourMs - 60_000)
    const again = await next(made, clock)
    expect(await again.call(openWithKit, { sheets: [codes[1]!, codes[2]!], names, reason })).toEqual({
      leftMinutes: 1,
    })
    again.close()
    clock.advance(60_000)
    const late = await next(made, clock)
    expect(await open(late, [codes[0], codes[1]])).toBe('kit.over')
    // a clock that is set back gives nothing back
    late.close()
    clock.wall -= 6 * hourMs
    const back = await next(made, clock)
    expect(await open(back, [codes[0], codes[1]])).toBe('kit.over')
  })

  test('whoever signs in next notes it, with whose sheets they were; the kit is void from then on, and another takes its place', async () => {
    const { made, clock, codes, file } = await withKit()
    const used = await next(made, clock)
    expect(await open(used, [codes[1], codes[2]])).toBe('ok')
    used.close()
    const desk = await next(made, clock)
    await desk.call(signIn, { username, password })
    await desk.vault.kit.settled()
    const { kit, uses } = await desk.call(getKit, {})
    expect(kit).toMatchObject({ isUsed: true, isSealedHere: false })
    expect(uses).toMatchObject([{ names, reason, holders: ['Bo Lindqvist', 'Chidi Abara'] }])
    expect(existsSync(file)).toBe(false)
    const { sheets } = await desk.call(makeKit, { holders })
    await desk.vault.kit.settled()
    expect((await desk.call(getKit, {})).kit).toMatchObject({ isUsed: false, isSealedHere: true })
    await leave(desk)
    const last = await next(made, clock)
    expect(await open(last, [codes[1], codes[2]])).toMatch(/^kit\.(?:wrong|one-sheet-twice)$/)
    expect(await open(last, [sheets[0]?.code, sheets[2]?.code])).toBe('ok')
    last.close()
  })

  test('sheets stand nowhere on the disk; without the device key they open nothing; three names are three people', async () => {
    const { made, clock, codes, file } = await withKit()
    const text = readFileSync(file, 'utf8')
    for (const word of [...codes, ...holders, 'publicKey']) expect(text).not.toContain(word)
    const desk = await next(made, clock)
    await desk.call(signIn, { username, password })
    expect(await reasonOf(desk.call(makeKit, { holders: ['Ana', 'ana', 'Bo'] }))).toBe('kit.same-holder')
    const said = JSON.stringify([auditRows(desk), desk.told])
    for (const code of codes) expect(said).not.toContain(code)
    await leave(desk)
    const elsewhere = await withKit()
    writeFileSync(elsewhere.file, text)
    const there = await next(elsewhere.made, elsewhere.clock)
    expect(await open(there, [codes[0], codes[1]])).toBe('kit.none')
  })
})
