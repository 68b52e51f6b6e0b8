/** Every reason that may reach a screen is worded there, and nothing is worded that never does. */
import { expect, test } from 'vitest'
import { actionWords } from '../../shared/auditing/action-words.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { knownReasons, wordsOf } from '../../src-renderer/kernel/words.ts'
import { code, filesIn, textOf, withoutComments } from '../kit/sources.ts'

// the words of what an import refuses stand beside the reasons themselves, and the compiler holds them complete
const files = filesIn(['shared', 'src-main'], code).filter((file) => file !== 'shared/exchange/refusal.ts')
const schemas = files.filter((file) => /^shared\/(?!exchange\/)/.test(file))

/** What the part of a name that is worked out may be. */
const worked: Readonly<Record<string, readonly string[]>> = {
  'password.${fault}':
    'too-short too-long your-name practice-name repeats common shorter-than-here word-of-here'
      .split(' ')
      .map((fault) => `password.${fault}`),
  'session.first-${session.mustFirst}': ['session.first-second-factor'],
  'keychain.unusable-${platformName()}': ['linux', 'macos', 'windows'].map(
    (platform) => `keychain.unusable-${platform}`,
  ),
}
const found = (where: readonly string[], ...patterns: readonly RegExp[]): string[] => [
  ...new Set(
    where
      .map((file) => withoutComments(textOf(file)))
      .flatMap((text) =>
        patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')),
      )
      .flatMap((reason) => worked[reason] ?? [reason]),
  ),
]

/** A reason is a name with a dot, in small letters. */
const name = String.raw`['\`]([a-z][a-z-]*\.[a-z-]+(?:\$\{[^}]*\})?|[a-z]+\.\$\{[^}]*\})['\`]`
const near = (before: string, after = '') => new RegExp(before + name + after, 'g')
/** Broken invariants come as `Bug`, mostly in the general words; some have words of their own. */
const broken = found(files, near(String.raw`\bmust\([\s\S]{1,400}?,\s*`, String.raw`,?\s*\)`))
const told = [
  ...found(
    files,
    near(String.raw`new AppError\(\s*'(?!Bug)\w+',\s*`),
    near(String.raw`code: '(?!Bug)\w+', reason: `),
    // what main and the vault say of keychain, slots and log
    near(String.raw`state: 'unusable', reason: `),
    near(String.raw`as\('(?:refused|recovery|sign-in|first-run)', (?:wiped && )?`),
    near(String.raw`reason(?: \?\?|\) :) `),
    near(String.raw`const reason = .* \? `),
    // what is wrong with a message of another system
    near(String.raw`(?<!\.)\brefuse\(\s*`),
  ),
  // what a schema says of a field
  ...found(schemas, near('message: '), near(String.raw`[(,]\s*`, String.raw`,?\s*\)`)).filter(
    // what an act is called in the audit is no reason
    (reason) => !broken.includes(reason) && !Object.hasOwn(actionWords, reason),
  ),
  // why the cloud did not take an op
  ...found(
    [
      'shared/kernel/decide.ts',
      'shared/kernel/merge-field.ts',
      'src-main/store/outbox.ts',
      'src-main/store/epoch-change.ts',
      'shared/access/rights.ts',
      'shared/disclosures/given.ts',
      ...filesIn(['src-cloud'], code),
    ],
    new RegExp(
      String.raw`['\`]((?:op|actor|record|field|row|access|amendment|disclosure|retention|hold|purge|export|level|case|emergency|restriction|appointment|schedule|receipt)\.[a-z-]+)['\`]`,
      'g',
    ),
  ).filter((reason) => !permissions.some((permission) => permission === reason)),
  // what the cloud answers to whoever comes to be enrolled
  ...found(
    [
      'src-cloud/postgres/enrolment.ts',
      'src-cloud/postgres/credentials.ts',
      ...filesIn(['src-cloud/http'], code),
    ],
    new RegExp(String.raw`['\`]((?:enrol|user)\.[a-z-]+)['\`]`, 'g'),
  ),
  // and to whoever decides on an order to wipe
  ...found(['src-cloud/postgres/wipes.ts'], /'(wipe\.(?:own|nothing-[a-z-]+))'/g),
  // why bytes wait for a person
  ...found(['src-main/sync/blob-lane.ts'], /'(blob\.[a-z-]+)'/g),
  // mapped from what the file system and SQLite say
  ...found(['src-main/store/cipher.ts'], near(String.raw`:\s*`)),
]

test('the sources are read: a test that finds no reason proves nothing', () => {
  expect(told.length).toBeGreaterThan(50)
  expect(told).toEqual(
    expect.arrayContaining([
      'sign-in.wrong',
      'row.changed',
      'phone.form',
      'text.required',
      'session.locked',
      'vault.slots-missing',
      'store.disk-full',
      'host.failed',
      'keychain.unusable-macos',
    ]),
  )
  expect(broken).toContain('vault.open')
})

test('every reason has words', () => {
  expect(told.filter((reason) => !knownReasons.has(reason))).toEqual([])
})

test('no words are left of a reason that nothing gives any more', () => {
  const given = new Set([...told, ...broken, 'unexpected'])
  expect([...knownReasons].filter((reason) => !given.has(reason))).toEqual([])
})

test('words are whole sentences of plain language, and name no code', () => {
  for (const reason of knownReasons) {
    const params = {
      max: '5',
      minutes: '10',
      fields: 'name',
      permission: 'chart.read',
      why: 'x',
      which: 'Dr. Rivera',
      where: 'SCH-11',
    }
    const words = wordsOf(reason, params)
    expect([reason, words]).toEqual([reason, expect.stringMatching(/^[A-Z0-9][\s\S]*[.]$/)])
    expect([reason, words]).not.toEqual([
      reason,
      expect.stringMatching(/\{|\}|undefined|null|[a-z]\.[a-z]+-|Error|exception/),
    ])
  }
})
