/** kill -9 between and during a hundred tries to come in: what was looked at is counted, each once (S5). */
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openAudit } from '../../src-main/audit/audit-log.ts'
import { auditKey } from '../../src-main/vault/keys.ts'
import { Tries } from '../../src-main/vault/tries.ts'
import { bundled, runChild } from '../kit/children.ts'
import { nameOfTry, timeOfTry } from '../kit/numbered-tries.ts'
import { tempFolder } from '../kit/practice.ts'
import { auditMigrations } from '../kit/store.ts'

let child = ''
beforeAll(() => void (child = bundled('kill-tries-child')))

const [tries, names] = [100, 12]

test('a hundred tries, killed after every few, are a hundred', { timeout: 120_000 }, async () => {
  const [folder, deviceKey] = [tempFolder(), randomBytes(32)]
  const clock = { now: () => timeOfTry(tries), mono: () => 0 }
  const open = (create: boolean) =>
    openAudit(join(folder, 'audit.db'), auditKey(deviceKey), auditMigrations, {
      clock,
      workstation: 'w',
      boot: randomUUID(),
      create,
    })
  open(true).close()
  /** What the file says, by name. */
  const counted = (): number[] => {
    const file = open(false)
    try {
      const read = new Tries({
        audit: () => file,
        deviceKey: () => deviceKey,
        clock,
        run: randomUUID(),
        found: null,
        keep: () => undefined,
      })
      return read
        .standing(Array.from({ length: names }, (_each, n) => nameOfTry(n)))
        .of.map(({ failures }) => failures)
    } finally {
      file.close()
    }
  }
  const sum = () => counted().reduce((a, b) => a + b, 0)

  let [done, kills, unsaid] = [0, 0, 0]
  while (done < tries) {
    const [few, wait] = [randomInt(1, 8), randomInt(0, 4)]
    let said = done
    const args = [folder, deviceKey.toString('hex'), String(done), String(tries)]
    const ended = await runChild(child, args, {
      watch: (line, process) => {
        said = (line as { counted: number }).counted + 1
        if (said - done >= few) setTimeout(() => process.kill('SIGKILL'), wait)
      },
    })
    expect(ended.errors).toBe('')
    if (ended.signal === 'SIGKILL') kills += 1
    const now = sum()
    // the one that was being counted may be, without having said so; none that said so is lost
    expect(now).toBeGreaterThanOrEqual(said)
    if (now > said) unsaid += 1
    expect(now).toBeLessThanOrEqual(Math.min(tries, said + 1))
    done = now
  }
  console.log(`tries: ${kills} kills, ${unsaid} in the middle of one`)
  expect(kills).toBeGreaterThan(5)
  expect(counted()).toEqual(
    Array.from({ length: names }, (_each, n) => Math.floor(tries / names) + Number(n < tries % names)),
  )
})
