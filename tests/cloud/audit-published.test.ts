/** What is published of a practice's log, and what anybody can prove of it without a secret (docs/audit-format.md). */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { CheckpointFile, listingName } from '../../shared/audit/published.ts'
import { connectCloud } from '../../shared/cloud/connect-cloud.ts'
import { exportAudit } from '../../shared/cloud/export-audit.ts'
import { keepCheckpoint } from '../../src-cloud/audit/checkpoint-keeper.ts'
import { readSigned } from '../../src-main/audit/signed-book.ts'
import { listingOf } from '../../tools/audit-verify/source.ts'
import { verify } from '../../tools/audit-verify/verify.ts'
import { makeCheckpoint } from '../../tools/cloud-checkpoint.ts'
import { aCloud, aDesk } from '../kit/audit-desks.ts'
import { auditEntry } from '../kit/audit-logs.ts'
import { addressOf, practiceCode } from '../kit/cloud-apps.ts'
import { cloudFolder, newCloud, skipWithout, usePostgres } from '../kit/cloud.ts'
import { identityFor } from '../kit/identities.ts'
import { newPractice, tempFolder } from '../kit/practice.ts'

const itemAt = (file: string) => ({
  name: file,
  bytes: async function* () {
    yield readFileSync(file)
  },
})

describe.skipIf(skipWithout !== null)('what is published of an audit log', () => {
  const postgres = usePostgres()

  async function aPractice(count = 2) {
    const there = await aCloud(postgres)
    const tls = join(postgres.folder, 'tls')
    const desks = []
    for (let n = 0; n < count; n += 1) {
      const device = randomUUID()
      desks.push(await aDesk(there, device, undefined, await identityFor(tls, device)))
    }
    const checkpoints = tempFolder()
    let at = Date.parse('2026-11-29T12:00:00Z')
    const keep = () =>
      keepCheckpoint(
        { pool: there.cloud.pool, keys: there.keys, folder: checkpoints, now: () => (at += 60_000) },
        there.practice,
      )
    return { there, desks, checkpoints, keep }
  }
  const [kinds, proven] = [
    ({ faults }: Awaited<ReturnType<typeof verify>>) => faults.map(({ kind }) => kind),
    ({ logs }: Awaited<ReturnType<typeof verify>>) =>
      logs.map((log) => log.proven.map(({ by, upTo }) => `${by} ${upTo}`)),
  ]

  test('exports of workstations and of the cloud, and checkpoints, prove each other; each by itself says what it does not show', async () => {
    const { there, desks, checkpoints, keep } = await aPractice()
    const [one, other] = desks
    if (!one || !other) throw new Error('no desks')
    one.add(120)
    one.checkpoint()
    await one.send()
    other.add(7)
    other.checkpoint()
    await other.send()
    expect((await keep()).state).toBe('written')
    one.add(30)
    await one.send()
    expect((await keep()).state).toBe('written')
    expect((await keep()).state).toBe('as-before')
    one.add(3)
    const folder = tempFolder()
    const theirs = await one.publish(folder, 'one.ndjson')
    await other.publish(folder, 'other.ndjson')
    await there.publish(join(folder, 'cloud.ndjson'))

    const alone = await verify({ where: theirs })
    expect([kinds(alone), alone.entries]).toEqual([[], one.log.last.n])
    const sent = one.book.lane().acked
    expect(proven(alone)).toEqual([
      [`workstation ${readSigned(one.log.db)[0]?.said.n}`, `cloud ${sent}`, `tree ${sent}`],
    ])
    expect(alone.limits.join(' ')).toMatch(
      new RegExp(`of the entries ${sent + 1} to ${one.log.last.n} nothing is signed`),
    )

    const all = await verify({ where: folder, checkpoints })
    expect(all.faults).toEqual([])
    expect(all.checkpoints.count).toBe(2)
    const [tree] = all.trees
    // both checkpoints, the statement's own tree, and the receipts
    expect([tree?.kept, tree?.size]).toEqual([2, sent + other.log.last.n])
    expect(
      proven(all)
        .flat()
        .filter((each) => each.startsWith('checkpoints')),
    ).toEqual([`checkpoints ${sent}`, `checkpoints ${other.log.last.n}`])
    expect(all.limits.join(' ')).not.toMatch(/No checkpoint/)

    // a stranger who has key and authority from elsewhere
    const key = all.cloudKey?.sha256 ?? ''
    const given = await verify({ where: folder, checkpoints, pinned: { key, authority: there.cloud.ca } })
    expect([kinds(given), given.cloudKey?.given, given.authority?.given]).toEqual([[], true, true])
    const wrong = await verify({ where: folder, pinned: { key: 'ab'.repeat(32), authority: null } })
    expect(kinds(wrong)).toContain('other-key')
  })

  test('a workstation that has joined a cloud signs what an auditor exports, with the certificate it has from there', async () => {
    const cloud = await newCloud(postgres.url(await postgres.makeDatabase()), cloudFolder())
    const folder = tempFolder()
    const desk = await newPractice({ folder })
    await desk.call(connectCloud, { address: addressOf(cloud), code: await practiceCode(cloud) })
    const asked = { ...exportAudit.example, encrypted: false }
    const { written } = await desk.call(exportAudit, asked)
    const whole = await desk.call(exportAudit, {
      ...asked,
      from: '2000-01-01',
      to: '2100-01-01',
    })
    expect([written?.holds, whole.written?.holds]).toEqual([true, true])
    const pinned = { key: null, authority: cloud.ca }
    const report = await verify({ where: folder, pinned })
    expect([kinds(report), report.authority?.given]).toEqual([[], true])
    expect(report.limits.join(' ')).not.toMatch(/is not signed/)
    const foreign = await newCloud(postgres.url(await postgres.makeDatabase()), cloudFolder())
    const wrong = kinds(await verify({ where: folder, pinned: { key: null, authority: foreign.ca } }))
    expect(wrong).toEqual(['other-key', 'signature', 'other-key', 'signature'])
  })

  test('a part, by patient or period, is shown to be in the tree, line by line; what was taken out of it is found', async () => {
    const { there, desks } = await aPractice(1)
    const [desk] = desks
    if (!desk) throw new Error('no desk')
    for (let n = 0; n < 40; n += 1) desk.log.append(auditEntry({ subject: n % 4 === 0 ? 'p-1' : null }))
    await desk.send()
    const folder = tempFolder()
    const file = join(folder, 'part.ndjson')
    await there.publish(file, { patient: 'p-1' })
    const report = await verify({ where: file })
    expect([kinds(report), report.entries, proven(report)]).toEqual([[], 10, [['tree 37']]])
    expect(report.limits.join(' ')).toMatch(/it is a part/)
    const lines = readFileSync(file, 'utf8').split('\n')
    writeFileSync(file, lines.toSpliced(3, 1).join('\n'))
    expect(kinds(await verify({ where: file }))).toEqual(['deleted', 'statement'])
    // of a table it is only told that it is the same
    const table = join(folder, 'part.csv')
    await there.publish(table, { patient: 'p-1', format: 'csv' })
    expect(kinds(await verify({ where: table }))).toEqual([])
    appendFileSync(table, 'x\n')
    expect(kinds(await verify({ where: table }))).toEqual(['statement'])
  })

  test('checkpoints are written once, in order, and never over: what was there stays, and a file that was cut off is passed over', async () => {
    const { there, desks, checkpoints, keep } = await aPractice(1)
    const [desk] = desks
    if (!desk) throw new Error('no desk')
    expect((await keep()).state).toBe('empty')
    for (let n = 0; n < 3; n += 1) {
      desk.add(5)
      await desk.send()
      await keep()
    }
    const month = join(checkpoints, there.practice, '2026-11')
    const names = readdirSync(month)
    expect(names.map((name) => name.slice(0, 8))).toEqual(['00000001', '00000002', '00000003'])
    for (const name of names) expect(statSync(join(month, name)).mode & 0o777).toBe(0o444)
    // a power cut while the fourth was written
    writeFileSync(join(month, '00000004_2026-11-29T130000000Z.checkpoint.json'), '{"said":')
    desk.add(2)
    await desk.send()
    const kept = await keep()
    expect(kept).toMatchObject({ state: 'written', file: { said: { number: 5 } } })
    expect(kinds(await verify({ where: checkpoints }))).toEqual([])
    // one that is gone, and one that was changed
    chmodSync(join(month, names[1] ?? ''), 0o644)
    const second = readFileSync(join(month, names[1] ?? ''), 'utf8')
    writeFileSync(join(month, names[1] ?? ''), second.replace(/"size":\d+/, '"size":3'))
    const changed = await verify({ where: checkpoints })
    expect(kinds(changed)).toEqual(['signature', 'missing'])
  })

  test('two processes that write at once write one after the other', async () => {
    const { there, desks, checkpoints, keep } = await aPractice(1)
    const [desk] = desks
    if (!desk) throw new Error('no desk')
    desk.add(5)
    await desk.send()
    const states = (await Promise.all([keep(), keep(), keep()])).map(({ state }) => state)
    expect(states.toSorted()).toEqual(['as-before', 'as-before', 'written'])
    expect(readdirSync(join(checkpoints, there.practice, '2026-11'))).toHaveLength(1)
  })

  test('a running cloud writes them by itself, at its start and its end', async () => {
    const { there, desks, checkpoints } = await aPractice(1)
    const [desk] = desks
    if (!desk) throw new Error('no desk')
    const cloud = await newCloud(postgres.url(there.name), postgres.folder, {
      checkpoints: { folder: checkpoints, everyMs: 20 },
    })
    desk.add(5)
    await desk.send()
    const folder = join(checkpoints, there.practice)
    const written = () =>
      existsSync(folder) ? readdirSync(folder).flatMap((month) => readdirSync(join(folder, month))) : []
    await expect.poll(() => written().length).toBeGreaterThan(0)
    desk.add(1)
    await desk.send()
    await cloud.stop()
    const last = written().toSorted().at(-1) ?? ''
    const month = readdirSync(folder).at(-1) ?? ''
    const file = CheckpointFile.parse(JSON.parse(readFileSync(join(folder, month, last), 'utf8')))
    expect(file.said.size).toBe(desk.log.last.n)
    expect(kinds(await verify({ where: checkpoints }))).toEqual([])
  })

  test('a page on paper proves what the tree was; a slip of who types it is named by its line', async () => {
    const { there, desks } = await aPractice(1)
    const [desk] = desks
    if (!desk) throw new Error('no desk')
    desk.add(20)
    await desk.send()
    const folder = tempFolder()
    const page = join(folder, 'page.txt')
    const said = await makeCheckpoint(there.cloud.pool, there.keys, { practice: there.practice, print: page })
    expect([said.size, said.number]).toEqual([desk.log.last.n, 0])
    await expect(
      makeCheckpoint(there.cloud.pool, there.keys, { practice: there.practice, print: page }),
    ).rejects.toThrow('EEXIST')
    const text = readFileSync(page, 'utf8')
    desk.add(5)
    await desk.send()
    const file = join(folder, 'cloud.ndjson')
    await there.publish(file)
    const report = await verify({ where: file, pages: [itemAt(page)] })
    expect([kinds(report), report.trees[0]?.kept]).toEqual([[], 1])
    const row = text.split('\n').findIndex((line) => /^ {4}[0-9a-f]{4} /.test(line))
    const typed = join(folder, 'typed.txt')
    writeFileSync(
      typed,
      text
        .split('\n')
        .with(
          row,
          (text.split('\n')[row] ?? '').replace(/[0-9]/, (digit) => String((Number(digit) + 1) % 10)),
        )
        .join('\n'),
    )
    await expect(verify({ where: file, pages: [itemAt(typed)] })).rejects.toThrow(`line ${row + 1} is not`)
    writeFileSync(typed, text.replace(/Size {5}\d+/, 'Size     7'))
    expect(kinds(await verify({ where: file, pages: [itemAt(typed)] }))).toEqual(['signature'])
  })

  test('a folder that is served is proven as it lies on a disk; a listing that leads elsewhere is refused', async () => {
    const { there, desks, checkpoints, keep } = await aPractice(1)
    const [desk] = desks
    if (!desk) throw new Error('no desk')
    desk.add(300)
    await desk.send()
    await keep()
    await there.publish(join(checkpoints, 'cloud.ndjson'))
    let listing = JSON.stringify(await listingOf(checkpoints))
    const server = createServer(({ url = '' }, answer) => {
      if (url === `/audit/${listingName}`) return void answer.end(listing)
      if (url === '/audit/moved.ndjson')
        return void answer.writeHead(302, { location: '/audit/cloud.ndjson' }).end()
      const file = join(checkpoints, url.replace('/audit/', ''))
      return void (existsSync(file) ? answer.end(readFileSync(file)) : answer.writeHead(404).end())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const where = `http://127.0.0.1:${(server.address() as AddressInfo).port}/audit`
    const [near, far] = [await verify({ where: checkpoints }), await verify({ where })]
    expect({ ...far, given: '' }).toEqual({ ...near, given: '' })
    expect([kinds(far), far.trees[0]?.kept]).toEqual([[], 1])
    listing = JSON.stringify({ v: 1, files: ['../secret.ndjson'] })
    await expect(verify({ where })).rejects.toThrow('not a listing')
    listing = JSON.stringify({ v: 1, files: ['gone.ndjson'] })
    await expect(verify({ where })).rejects.toThrow('answers 404')
    listing = JSON.stringify({ v: 1, files: ['moved.ndjson'] })
    await expect(verify({ where })).rejects.toThrow('does not answer')
    await expect(verify({ where: 'http://example.org/audit' })).rejects.toThrow('must begin with https')
  })
})
