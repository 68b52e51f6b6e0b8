import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLog } from '../../../src-main/app/log.ts'
import { tempFolder } from '../../kit/practice.ts'

test('a line is what happened, when, and how bad it is', () => {
  const profile = tempFolder(true)
  openLog(profile).write('warn', 'page.gone', { times: 2 })
  const line = JSON.parse(readFileSync(join(profile, 'logs', 'holdfast.log'), 'utf8')) as object
  expect(line).toMatchObject({
    level: 'warn',
    event: 'page.gone',
    times: 2,
    time: expect.any(String) as string,
  })
})

test('what is logged cannot look like another line, nor like an act of the terminal', () => {
  const profile = tempFolder(true)
  const log = openLog(profile)
  const hostile = 'a\n{"level":"error","event":"forged"}\r\u001b[2J\u0000'
  log.write('warn', 'page.gone', { contract: hostile, [hostile]: hostile })
  const text = readFileSync(join(profile, 'logs', 'holdfast.log'), 'utf8')
  expect(text.trimEnd().split(/[\n\r]/)).toHaveLength(1)
  expect(
    text
      .trimEnd()
      .split('')
      .filter((letter) => letter < ' '),
  ).toEqual([])
  expect(JSON.parse(text)).toMatchObject({ level: 'warn', event: 'page.gone', contract: hostile })
})

test.skipIf(process.platform !== 'linux')('a full disk stops nothing but the log', async () => {
  const profile = tempFolder(true)
  mkdirSync(join(profile, 'logs'))
  symlinkSync('/dev/full', join(profile, 'logs', 'holdfast.log'))
  const faults: unknown[] = []
  const hear = (error: unknown) => void faults.push(error)
  process.on('uncaughtException', hear)
  const log = openLog(profile)
  for (let n = 0; n < 3; n += 1) log.write('error', 'audit.unwritable')
  await new Promise((resolve) => setTimeout(resolve, 50))
  process.off('uncaughtException', hear)
  expect(faults).toEqual([])
})
