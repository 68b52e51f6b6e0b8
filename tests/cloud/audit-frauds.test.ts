/**
 * The seven mutations of a log and the four frauds, on real files and a real cloud: each is found, by whom, and after how long.
 * What it comes to stands in docs/audit.md, and is compared with it at the end.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { walkLog } from '../../src-main/audit/export-log.ts'
import { compareMark, markOf } from '../../src-main/audit/high-water.ts'
import { keepCheckpoint } from '../../src-cloud/audit/checkpoint-keeper.ts'
import { verify } from '../../tools/audit-verify/verify.ts'
import { cutAfter, rewriteCloud, unguarded, writtenAnew } from '../kit/audit-frauds.ts'
import { aCloud, aDesk, asOwner, copyOf, kindsThere, type Desk } from '../kit/audit-desks.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { identityFor } from '../kit/identities.ts'
import { tempFolder } from '../kit/practice.ts'
import { textOf } from '../kit/sources.ts'

const after = ({ exchanges, wrote }: Readonly<{ exchanges: number; wrote: boolean }>): string =>
  `${exchanges} ${exchanges === 1 ? 'exchange' : 'exchanges'}${wrote ? ', after one more entry' : ''}`
const rows: string[][] = []
const found = (deed: string, by: string, as: string, after: string): void =>
  void rows.push([deed, by, as, after])

/** What was found so far and does not stand in the document. */
const [, section = ''] =
  /## What is found, by whom, and when\n(.*?)\n## /s.exec(textOf('docs/audit.md')) ?? []
const said = new Set(section.split('\n').map((line) => line.replaceAll(/ +/g, ' ')))
const unsaid = (): string[] => rows.map((row) => `| ${row.join(' | ')} |`).filter((line) => !said.has(line))

describe.skipIf(skipWithout !== null)('whoever tampers with an audit log', () => {
  const postgres = usePostgres()

  async function aPlace() {
    const there = await aCloud(postgres)
    const device = randomUUID()
    let exchanges = 0
    const counted = (way: Parameters<NonNullable<Parameters<typeof aDesk>[2]>>[0]) => ({
      begin: way.begin.bind(way),
      push: (push: Parameters<typeof way.push>[0]) => {
        exchanges += 1
        return way.push(push)
      },
      settled: way.settled.bind(way),
    })
    const identity = await identityFor(join(postgres.folder, 'tls'), device)
    const desk = await aDesk(there, device, counted, identity)
    const folder = tempFolder()
    const keep = () =>
      keepCheckpoint(
        {
          pool: there.cloud.pool,
          keys: there.keys,
          folder: join(folder, 'kept'),
          now: () => desk.clock.wall,
        },
        there.practice,
      )
    /** Until it is told: what of, and after how many exchanges. `write`: entries, where nothing was found without. */
    const until = async (told: () => readonly string[] | Promise<readonly string[]>, write = 0) => {
      const before = exchanges
      for (let steps = 0; steps < 12; steps += 1) {
        if (steps === 4) desk.add(write)
        // a cloud that is not believed is come back to
        await desk.lane.step().catch(() => undefined)
        const kinds = await told()
        if (kinds.length > 0)
          return { as: kinds.join(', '), exchanges: exchanges - before, wrote: steps >= 4 }
      }
      return { as: 'nothing', exchanges: exchanges - before, wrote: write > 0 }
    }
    return { there, desk, folder, keep, until }
  }
  /** Eleven that the cloud has, twenty that this workstation has signed, and four more. */
  async function aLog() {
    const place = await aPlace()
    const { desk } = place
    desk.add(10)
    await desk.send()
    desk.add(20)
    desk.checkpoint()
    desk.add(4)
    expect([desk.log.last.n, desk.book.lane().acked]).toEqual([35, 11])
    return place
  }
  const proof = async (where: string, checkpoints: string | null = null) => {
    const { faults } = await verify({ where, checkpoints })
    return faults.map(({ kind, firstBad }) => (firstBad === undefined ? kind : `${kind} ${firstBad}`))
  }

  const columns =
    'at, mono, boot, workstation, actor, session, action, category, subject, outcome, reason, op, detail, epoch, nonce, h, mac'
  const [at20, shift] = [
    `INSERT INTO audit (seq, ${columns}) SELECT`,
    (after: number) =>
      `UPDATE audit SET seq = seq + 100 WHERE seq > ${after}; UPDATE audit SET seq = seq - 99 WHERE seq > 100;`,
  ]
  const grown = 'UPDATE audit_head SET n = n + 1'
  test.each<[string, string | ((desk: Desk) => void)]>([
    ['an entry edited', `UPDATE audit SET actor = 'x' WHERE seq = 20`],
    ['an entry deleted', 'DELETE FROM audit WHERE seq = 20'],
    ['the tail deleted', 'DELETE FROM audit WHERE seq > 25'],
    [
      'two entries exchanged',
      'UPDATE audit SET seq = -20 WHERE seq = 20; UPDATE audit SET seq = 20 WHERE seq = 21; UPDATE audit SET seq = 21 WHERE seq = -20',
    ],
    [
      'an entry put in',
      `${shift(19)} ${at20} 20, ${columns.replace('actor', `'x'`)} FROM audit WHERE seq = 19`,
    ],
    ['an entry doubled', `${shift(20)} ${at20} 21, ${columns} FROM audit WHERE seq = 20; ${grown}`],
    ['all that was not sent written anew, and the head', ({ log }) => writtenAnew(log, 12, 'x')],
  ])('on the workstation: %s', async (deed, how) => {
    const { there, desk, folder, until } = await aLog()
    if (typeof how === 'string') unguarded(desk.log).exec(how)
    else how(desk)
    const own = await walkLog(desk.log, () => Promise.resolve())
    if (own.ok) throw new Error('the workstation finds nothing')
    found(`workstation: ${deed}`, 'workstation', `${own.what} ${own.firstBad}`, 'at its next look')
    const [first] = await proof(await desk.publish(folder, 'log.ndjson'))
    found(`workstation: ${deed}`, 'stand-alone verifier', first ?? 'nothing', 'at the next export')
    const told = await until(() => kindsThere(there), 1)
    found(`workstation: ${deed}`, 'cloud', told.as, after(told))
    expect(unsaid()).toEqual([])
  })

  const cloudShift = (from: number) =>
    `UPDATE audit_event SET n = n + 1000, leaf = leaf + 1000 WHERE n >= ${from};
     UPDATE audit_event SET n = n - 999, leaf = leaf - 999 WHERE n >= 1000;`
  const copied = (n: number, entry: string) =>
    `INSERT INTO audit_event (practice_id, device_id, log_epoch, n, leaf, h, mac, entry, at)
     SELECT practice_id, device_id, log_epoch, ${n}, ${n - 1}, h, mac, ${entry}, at FROM audit_event WHERE n = ${n - 1}`
  test.each([
    ['an entry edited', `UPDATE audit_event SET entry = replace(entry, '"done"', '"failed"') WHERE n = 20`],
    ['an entry deleted', 'DELETE FROM audit_event WHERE n = 20'],
    ['the tail deleted', 'DELETE FROM audit_event WHERE n > 25'],
    [
      'two entries exchanged',
      `CREATE TEMP TABLE two AS SELECT n, h, mac, entry FROM audit_event WHERE n IN (20, 21);
       UPDATE audit_event e SET (h, mac, entry) = (SELECT h, mac, entry FROM two WHERE two.n = 41 - e.n) WHERE n IN (20, 21)`,
    ],
    ['an entry put in', `${cloudShift(20)} ${copied(20, `replace(entry, '"done"', '"failed"')`)}`],
    ['an entry doubled', `${cloudShift(21)} ${copied(21, 'entry')}`],
  ])('in the cloud’s database: %s', async (deed, sql) => {
    const { there, desk, folder, keep, until } = await aLog()
    await desk.send()
    await keep()
    await asOwner(there, 'ALTER TABLE audit_event DISABLE TRIGGER USER')
    await asOwner(there, sql)
    const { faults } = await there.verify()
    found(
      `in the cloud: ${deed}`,
      'cloud',
      faults[0]?.replace(/^workstation \S+ epoch 1: /, '') ?? 'nothing',
      'at its next look',
    )
    const file = join(folder, 'cloud.ndjson')
    await there.publish(file)
    found(
      `in the cloud: ${deed}`,
      'stand-alone verifier',
      (await proof(folder)).join(', '),
      'at the next export',
    )
    desk.add(1)
    const told = await until(() => desk.kinds())
    const silent =
      desk.book.waiting() > 0
        ? ['nothing is signed any more', 'from its next exchange on']
        : ['nothing', 'the tree is as it was']
    const [as = '', when = ''] = told.as === 'nothing' ? silent : [told.as, after(told)]
    found(`in the cloud: ${deed}`, 'workstation', as, when)
    expect(unsaid()).toEqual([])
  })

  test('rollback of the profile', async () => {
    const { there, desk, folder } = await aLog()
    await desk.send()
    const yesterday = copyOf(there, desk)
    desk.add(20)
    await desk.send()
    const mark = markOf(desk.log.last)
    await desk.publish(folder, 'before.ndjson')
    desk.log.close()
    const back = yesterday()
    const own = compareMark(back.book, back.log.last, mark)
    found(
      'rollback of the profile',
      'workstation',
      own ? 'set-back' : 'nothing',
      'at its start, by the keychain',
    )
    back.clock.advance(86_400_000)
    await back.publish(folder, 'after.ndjson')
    const told = (await proof(folder)).join(', ')
    found('rollback of the profile', 'stand-alone verifier', told, 'with an export of before')
    back.clock.wall = Date.now()
    // the keychain was set back too, and nobody writes anything: it is asked now and then how things stand
    await back.lane.step()
    let minutes = 0
    for (; back.kinds().length === 0 && minutes < 60; minutes += 1) {
      back.clock.advance(60_000)
      await back.lane.step()
    }
    await back.send()
    found(
      'rollback of the profile',
      'cloud',
      (await kindsThere(there)).join(', '),
      `${minutes === 0 ? 'at the first exchange' : `within ${minutes} minutes`}, the keychain set back too`,
    )
    expect(unsaid()).toEqual([])
  })

  test('clone', async () => {
    const { there, desk, folder, until } = await aLog()
    await desk.send()
    const clone = copyOf(there, desk)()
    desk.add(4, 'of-the-original')
    clone.add(6, 'of-the-copy')
    await desk.publish(folder, 'original.ndjson')
    await clone.publish(folder, 'copy.ndjson')
    found('clone', 'stand-alone verifier', (await proof(folder)).join(', '), 'with an export of each')
    await desk.send()
    await clone.lane.step()
    found('clone', 'cloud', (await kindsThere(there)).join(', '), '1 exchange of the second')
    desk.add(1)
    const told = await until(() => desk.kinds())
    found('clone', 'workstation', told.as, `${after(told)} of the first`)
    expect(unsaid()).toEqual([])
  })

  test('tail cut and the head written anew', async () => {
    const { there, desk, folder, until } = await aLog()
    cutAfter(desk.log, 25)
    const own = await walkLog(desk.log, () => Promise.resolve())
    const deed = 'tail cut, and the head written anew'
    found(deed, 'workstation', own.ok ? 'nothing' : `${own.what} ${own.firstBad}`, 'at its next look')
    const exported = (await proof(await desk.publish(folder, 'log.ndjson'))).join(', ')
    found(deed, 'stand-alone verifier', exported, 'at the next export')
    // the key of the entry that was cut off is gone: nobody can write another in its place
    const told = await until(() => kindsThere(there), 1)
    found(deed, 'cloud', told.as, after(told))
    expect(unsaid()).toEqual([])
  })

  test('a cloud that writes its history anew, with all its keys', async () => {
    const { there, desk, folder, keep, until } = await aLog()
    await desk.send()
    expect((await keep()).state).toBe('written')
    await rewriteCloud(there, 5)
    // whoever has all the keys deceives whoever asks it alone
    expect((await there.verify()).faults).toEqual([])
    const file = join(folder, 'cloud.ndjson')
    await there.publish(file)
    const alone = await verify({ where: file })
    expect(alone.faults).toEqual([])
    expect(alone.limits.join(' ')).toMatch(/anew, and signed it again, would not be found/)
    const deed = 'history written anew by the cloud'
    found(
      deed,
      'stand-alone verifier',
      (await proof(file, join(folder, 'kept'))).join(', '),
      'with the checkpoints',
    )
    const both = tempFolder()
    await there.publish(join(both, 'cloud.ndjson'))
    await desk.publish(both, 'log.ndjson')
    found(deed, 'stand-alone verifier', (await proof(both)).join(', '), 'with an export of a workstation')
    found(deed, 'cloud', (await keep()).state, 'at its next checkpoint, 15 minutes')
    desk.add(1)
    const told = await until(() => desk.kinds())
    found(deed, 'workstation', told.as, after(told))
    expect(unsaid()).toEqual([])
  })

  test('docs/audit.md says no more than that; one thing a workstation is not shown', () => {
    const isRow = /\| (workstation|stand-alone verifier|cloud) \|/
    expect([...said].filter((line) => isRow.test(line))).toHaveLength(rows.length)
    // what does not reach the tree a workstation is not shown
    expect(rows.filter(([, , as]) => as === 'nothing').map(([deed, by]) => `${deed}: ${by}`)).toEqual([
      'in the cloud: an entry edited: workstation',
    ])
  })
})
