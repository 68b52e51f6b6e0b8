import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { appIsOpen, holdProfile } from '../../../tools/import/app-open.ts'
import { ask } from '../../../tools/import/ask.ts'
import { readImportOptions } from '../../../tools/import/options.ts'
import { reportText, totalsOf } from '../../../tools/import/report.ts'
import type { Imported } from '../../../tools/kit/import-folder.ts'
import { root } from '../../../tools/proc.ts'
import { tempFolder } from '../../kit/practice.ts'

describe('options', () => {
  test('folders are meant from where the command was typed; without a profile it has its own', () => {
    expect(readImportOptions(['data'], '/somewhere')).toEqual({
      folder: '/somewhere/data',
      profile: join(root, 'out/import-profile'),
      ownPractice: true,
      source: '',
      user: null,
      json: false,
    })
    const said = ['--json', '/data', '--profile', 'p', '--source', 'Old EHR', '--user', 'arivera']
    expect(readImportOptions(said, '/somewhere')).toEqual({
      folder: '/data',
      profile: '/somewhere/p',
      ownPractice: false,
      source: 'Old EHR',
      user: 'arivera',
      json: true,
    })
  })

  test.each([
    [[], 'name one folder'],
    [['a', 'b'], 'name one folder'],
    [['a', '--password', 'x'], '--password'],
  ])('%j is refused', (args, why) => {
    expect(() => readImportOptions(args, '/')).toThrow(why)
  })
})

describe('asking', () => {
  const questions = [
    { words: 'User name: ', hidden: false },
    { words: 'Password: ', hidden: true },
  ]

  test('answers are lines of the input, and a hidden one is shown nowhere', async () => {
    const output = new PassThrough()
    const answers = await ask(questions, Readable.from(['arivera\ntidal lantern\n']), output)
    expect(answers).toEqual(['arivera', 'tidal lantern'])
    output.end()
    const shown = await text(output)
    expect(shown).toContain('Password: ')
    expect(shown).not.toContain('lantern')
  })

  test('an input that ends too early signs nobody in', async () => {
    await expect(ask(questions, Readable.from(['arivera\n']), new PassThrough())).rejects.toThrow(
      'nobody signed in',
    )
  })
})

test('the app is open where its lock names a process that lives', () => {
  const profile = tempFolder()
  const folder = join(profile, 'browser')
  expect(appIsOpen(profile)).toBe(false)
  mkdirSync(folder)
  // no process has this number
  writeFileSync(join(folder, 'instance'), String(2 ** 31 - 5))
  expect(appIsOpen(profile)).toBe(false)
  writeFileSync(join(folder, 'instance'), String(process.pid))
  expect(appIsOpen(profile)).toBe(true)
  writeFileSync(join(folder, 'instance'), '')
  expect(appIsOpen(profile)).toBe(false)
  symlinkSync(`${hostname()}-${process.pid}`, join(folder, 'SingletonLock'))
  expect(appIsOpen(profile)).toBe(true)
})

test('a profile is held by one command at a time, and not by one that is gone', () => {
  const profile = join(tempFolder(), 'new')
  const release = holdProfile(profile)
  expect(release).not.toBeNull()
  // this process stands for another that is at it
  expect(holdProfile(profile)).toBeNull()
  release?.()
  writeFileSync(join(profile, 'importing'), String(2 ** 31 - 5))
  expect(holdProfile(profile)).not.toBeNull()
})

describe('the report', () => {
  const types = [
    {
      resourceType: 'Observation',
      read: 1200,
      stored: 1199,
      shown: 1199,
      keptOnly: 0,
      refused: 1,
      created: 1199,
      changed: 0,
      unchanged: 0,
    },
    {
      resourceType: 'Claim',
      read: 3,
      stored: 3,
      shown: 0,
      keptOnly: 3,
      refused: 0,
      created: 1,
      changed: 1,
      unchanged: 1,
    },
  ]
  const imported = {
    run: {
      importId: '',
      state: 'finished',
      reason: null,
      folder: '',
      source: '',
      startedAt: '',
      endedAt: '',
      startedBy: '',
    },
    report: { types, keptYours: 2, waiting: 3, files: 4, notFhir: { total: 1, files: ['package.json'] } },
    refused: 1,
    refusals: [
      {
        file: 'a\u001b[2J.ndjson',
        line: 7,
        resourceType: 'Observation',
        path: 'Observation.code',
        reason: 'element.missing',
        detail: '',
      },
    ],
  } as const satisfies Imported
  const figures = {
    seconds: 2,
    storedPerSecond: 601,
    peakMemory: 3e8,
    cpu: { vault: 1, others: 2 },
    held: { median: 0, most99: 3, most: 9 },
  }

  test('counts by type and together, what is waiting, and each refusal by its place', () => {
    const text = reportText(imported, figures)
    expect(text).toMatch(/^Observation +1,200 +1,199 +1,199 +0 +1 +1,199 +0 +0$/m)
    expect(text).toMatch(/^all +1,203 +1,202 +1,199 +3 +1 +1,200 +1 +1$/m)
    expect(text).toContain('1,200 new, 1 changed, 1 were here already.')
    expect(text).toContain('2 fields had been changed here as well')
    expect(text).toContain('3 references name something that has not come in yet')
    expect(text).toContain('1 of 4 files hold no FHIR and were left alone: package.json')
    expect(text).toContain('.ndjson:7 Observation.code: A required element is missing')
    expect(text).toContain('601 a second stored; memory at most 300 MB')
  })

  test('a name cannot speak to the terminal', () => {
    expect(reportText(imported, figures)).not.toContain('\u001b')
  })

  test('a second run says that nothing changed; an empty one that there was nothing', () => {
    const again = types.map((type) => ({ ...type, created: 0, changed: 0, unchanged: type.stored }))
    const report = { ...imported.report, types: again }
    expect(reportText({ ...imported, report }, figures)).toContain('0 rows changed, 1,202 unchanged')
    const nothing = { ...imported, report: { ...report, types: [] }, refused: 0, refusals: [] }
    expect(reportText(nothing, figures)).toContain('nothing in it that can be imported')
  })

  test('totals add up', () => {
    const { read, stored, refused, shown, keptOnly } = totalsOf(types)
    expect(stored + refused).toBe(read)
    expect(shown + keptOnly).toBe(stored)
  })
})
