/** The command line is not to be trusted: another program, a shortcut or a link may have written it. */
import * as fc from 'fast-check'
import { isAbsolute, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../../../src-main/app/settings.ts'

const usual = { profile: null, demo: false, lightKdf: false, idleMinutes: null, confirmSeconds: 300 }

test('what it may say', () => {
  expect(
    readSettings(
      ['--holdfast-profile=/srv/hf', '--holdfast-demo', '--holdfast-light-kdf', '--holdfast-idle-minutes=15'],
      false,
    ),
  ).toMatchObject({
    profile: '/srv/hf',
    demo: true,
    lightKdf: true,
    idleMinutes: 15,
  })
  expect(readSettings(['--holdfast-profile=here/../there'], true).profile).toBe(resolve('there'))
})

describe('a packaged build', () => {
  const weakening = [
    '--holdfast-demo',
    '--holdfast-light-kdf',
    '--holdfast-idle-minutes=15',
    '--holdfast-demo=1',
  ]
  test('takes nothing that weakens it', () => expect(readSettings(weakening, true)).toMatchObject(usual))
})

test.each(
  [
    'app://holdfast/chart/1',
    'holdfast://open?patient=1',
    '--profile=/etc',
    '-holdfast-profile=/etc',
    'x--holdfast-profile=/etc',
    '--holdfast-profile',
    '--holdfast-profile=',
    '--holdfast-profile=a\0b',
    '--holdfast-profile=/a\n--holdfast-demo',
    '--holdfast-profile /etc',
    '--HOLDFAST-DEMO',
    '--holdfast-demo\n',
    '--holdfast-demonstration',
    '--holdfast-idle-minutes=0',
    '--holdfast-idle-minutes=-1',
    '--holdfast-idle-minutes=16',
    '--holdfast-idle-minutes=Infinity',
    '--holdfast-idle-minutes=NaN',
    '--holdfast-idle-minutes=',
    '--holdfast-confirm-seconds=0',
    '--holdfast-confirm-seconds=3601',
    '--holdfast-confirm-seconds=NaN',
    '--holdfast-__proto__=x',
    '--inspect',
    '--remote-debugging-port=9222',
    '--no-sandbox',
    '',
  ].map((argument) => [argument]),
)('%j changes nothing', (argument) => expect(readSettings([argument], false)).toMatchObject(usual))

test('whatever it says, the workstation locks within a quarter of an hour, and a profile is a whole path', () => {
  const argument = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc
      .tuple(
        fc.constantFrom('profile', 'demo', 'light-kdf', 'idle-minutes', 'confirm-seconds'),
        fc.string({ maxLength: 30 }),
      )
      .map(([name, value]) => `--holdfast-${name}=${value}`),
    fc.float({ noNaN: false }).map((minutes) => `--holdfast-idle-minutes=${minutes}`),
  )
  fc.assert(
    fc.property(fc.array(argument, { maxLength: 8 }), fc.boolean(), (argv, packaged) => {
      const { profile, idleMinutes, demo, lightKdf, confirmSeconds } = readSettings(argv, packaged)
      expect(idleMinutes === null || (idleMinutes > 0 && idleMinutes <= 15)).toBe(true)
      expect(confirmSeconds > 0 && confirmSeconds <= 3600).toBe(true)
      expect(profile === null || isAbsolute(profile)).toBe(true)
      expect(packaged && (demo || lightKdf || idleMinutes !== null || confirmSeconds !== 300)).toBe(false)
    }),
    { numRuns: 500 },
  )
})
