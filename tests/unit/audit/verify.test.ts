/** The verifier for strangers, on real exports of a real log that somebody has changed: what it finds, and what it says it cannot. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportLine, readExportLine, statementName } from '../../../shared/audit/published.ts'
import { exportLog } from '../../../src-main/audit/export-log.ts'
import type { Identity } from '../../../src-main/audit/statement.ts'
import { task } from '../../../tools/audit-verify.ts'
import { verify } from '../../../tools/audit-verify/verify.ts'
import { aDevice, auditEntry, logIn, madeLog, rewritten } from '../../kit/audit-logs.ts'
import { identityFor } from '../../kit/identities.ts'
import { makeFolder, removeFolder, tempFolder } from '../../kit/practice.ts'

const all = {
  from: '2000-01-01',
  to: '2100-01-01',
  timeZone: 'UTC',
  patientId: null,
  format: 'ndjson' as const,
}
const turn = () => Promise.resolve()

let [identity, lines, statement]: [Identity, readonly string[], string] = [
  { key: '', cert: '', ca: [] },
  [],
  '',
]
beforeAll(async () => {
  const tls = makeFolder()
  identity = await identityFor(tls, aDevice)
  removeFolder(tls)
})

const kept = makeFolder(true)
afterAll(() => removeFolder(kept))
const made = new Map<Identity | null, { file: string; name: string }>()

/** A log of 600 entries, as its workstation exports it, once; whoever asks has a copy of its own. */
async function exported(signed: Identity | null = identity) {
  const { file, name } = made.get(signed) ?? (await madeOnce(signed))
  const folder = tempFolder(true)
  cpSync(dirname(file), folder, { recursive: true })
  const copy = join(folder, name)
  ;[lines, statement] = [readFileSync(copy, 'utf8').trimEnd().split('\n'), statementName(copy)]
  return { file: copy }
}
async function madeOnce(signed: Identity | null) {
  const { log } = logIn(tempFolder(true), aDevice)
  for (let n = 0; n < 600; n += 1) log.append(auditEntry({ detail: { n } }))
  const folder = join(kept, `${made.size}`)
  mkdirSync(folder)
  const { fileName: name } = await exportLog(log, folder, all, '2026-11-24T15:05:00.000Z', turn, signed)
  const one = { file: join(folder, name), name }
  made.set(signed, one)
  return one
}
const write = (file: string, changed: readonly string[]) =>
  writeFileSync(file, changed.map((line) => `${line}\n`).join(''))
const kinds = async (file: string) => {
  const { faults } = await verify({ where: file })
  return faults.map(({ kind, firstBad }) => (firstBad === undefined ? kind : `${kind} ${firstBad}`))
}
const at = (n: number): string => lines[n - 1] ?? ''
const changed = (line: string): string => {
  const kept = readExportLine(line)
  if (!kept) throw new Error('no line')
  const { text, h, mac } = rewritten(kept, (entry) => (entry['outcome'] = 'refused'))
  return exportLine(text, h, mac)
}
const other = () =>
  madeLog(600, { action: 'never.happened' }).map(({ text, h, mac }) => exportLine(text, h, mac))

describe('an export that somebody changed', () => {
  // entry 257 is the first of another batch
  test.each<[string, () => readonly string[], string, boolean]>([
    ['an entry edited', () => lines.with(299, at(300).replace('"done"', '"failed"')), 'edited 300', true],
    ['an entry edited, and its hash', () => lines.with(255, changed(at(256))), 'edited 256', true],
    ['the last entry edited, and its hash', () => lines.with(599, changed(at(600))), 'replaced 1', false],
    ['a line that is none', () => lines.with(299, 'x'), 'edited 300', true],
    ['an entry deleted', () => lines.toSpliced(256, 1), 'deleted 257', true],
    ['the first entries deleted', () => lines.slice(10), 'deleted 1', false],
    ['the tail deleted', () => lines.slice(0, 400), 'tail-deleted 401', false],
    ['two entries exchanged', () => lines.with(299, at(301)).with(300, at(300)), 'reordered 300', true],
    ['an entry put in', () => lines.toSpliced(256, 0, changed(at(257))), 'inserted 257', true],
    ['an entry doubled', () => lines.toSpliced(256, 0, at(256)), 'duplicated 257', true],
    ['an entry doubled at the end', () => [...lines, at(600)], 'duplicated 601', true],
    ['all of it written anew', other, 'replaced 1', false],
    ['all of it deleted', () => [], 'tail-deleted 1', false],
  ])('%s', async (_how, change, named, alone) => {
    const { file } = await exported()
    expect(await kinds(file)).toEqual([])
    write(file, change())
    const found = await kinds(file)
    expect([found[0], found.at(-1)]).toEqual([named, 'statement'])
    // the same without the statement: what a chain shows by itself
    const bare = join(tempFolder(true), 'bare.ndjson')
    write(bare, change())
    const report = await verify({ where: bare })
    expect(report.faults.map(({ kind, firstBad }) => `${kind} ${firstBad}`)).toEqual(alone ? [named] : [])
    expect(report.limits.join(' ')).toMatch(/there is no statement/)
  })

  test('and its statement: a signature tells, and without one it is said that nothing would', async () => {
    const { file } = await exported()
    write(file, lines.slice(0, 400))
    const said = JSON.parse(readFileSync(statement, 'utf8')) as {
      proofs: { runs: { n: number; h: string }[] }
    }
    const [run] = said.proofs.runs
    if (!run) throw new Error('no run')
    run.n = 400
    run.h = readExportLine(at(400))?.h ?? ''
    writeFileSync(statement, JSON.stringify(said))
    expect(await kinds(file)).toEqual(['signature', 'statement'])
    const unsigned = await exported(null)
    const { limits, faults } = await verify({ where: unsigned.file })
    expect([faults, limits.join(' ')]).toEqual([[], expect.stringMatching(/its statement is not signed/)])
  })

  test('by whom it is signed must be whom the authority vouches for, and for that workstation', async () => {
    const { file } = await exported()
    const foreign = await identityFor(tempFolder(), aDevice)
    const pinned = { key: null, authority: foreign.ca[0] ?? '' }
    const { faults, authority } = await verify({ where: file, pinned })
    expect(faults.map(({ kind }) => kind)).toEqual(['other-key', 'signature'])
    expect(authority?.given).toBe(true)
  })
})

test('an epoch goes on from the one before; where it does not, that is told', async () => {
  const { log, folder } = logIn(tempFolder(true), aDevice)
  for (let n = 0; n < 5; n += 1) log.append(auditEntry())
  log.beginEpoch('set-back', 2, { known: 9 })
  log.append(auditEntry())
  const { fileName } = await exportLog(log, folder, all, '2026-11-24T15:05:00.000Z', turn)
  const file = join(folder, fileName)
  const report = await verify({ where: file })
  expect([report.faults, report.logs.map(({ epoch, first, last }) => [epoch, first, last])]).toEqual([
    [],
    [
      [1, 1, 5],
      [2, 6, 7],
    ],
  ])
  const bare = join(tempFolder(true), 'bare.ndjson')
  write(bare, readFileSync(file, 'utf8').trimEnd().split('\n').toSpliced(4, 1))
  expect(await kinds(bare)).toEqual(['deleted 5'])
})

test('it ends with 0, 1 or 2, and says what it was asked in JSON where it should', async () => {
  const said: string[] = []
  const [log, error] = [console.log, console.error]
  console.log = (line: string) => void said.push(line)
  console.error = console.log
  try {
    const { file } = await exported()
    expect(await task([file])).toBe(0)
    expect(said.at(-1)).toBe('600 entries, 0 checkpoints: nothing is wrong')
    expect(said.join('\n')).toContain('each entry goes on from the one before')
    expect(await task([file, '--json'])).toBe(0)
    expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({ v: 1, entries: 600, faults: [] })
    write(file, lines.toSpliced(256, 1))
    expect(await task([file])).toBe(1)
    expect(said.join('\n')).toMatch(/broken at entry 257: deleted/)
    expect(said.at(-1)).toMatch(/not as they must be/)
    expect(await task(['--try', '3000'])).toBe(0)
    expect(said.at(-1)).toMatch(/^3000 entries proven in /)
    for (const args of [[], ['--try', 'x'], [file, file], ['--no'], [join(file, 'x')], [tempFolder()]])
      expect(await task(args)).toBe(2)
  } finally {
    ;[console.log, console.error] = [log, error]
  }
})

test('a long log is proven as it is read', async () => {
  const file = join(tempFolder(true), 'long.ndjson')
  const log = madeLog(20_000)
  write(
    file,
    log.map(({ text, h, mac }) => exportLine(text, h, mac)),
  )
  const { entries, faults } = await verify({ where: file })
  expect([entries, faults]).toEqual([20_000, []])
})
