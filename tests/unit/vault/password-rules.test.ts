/** NIST SP 800-63B-4 3.1.1.2, row by row. */
import { expect, test } from 'vitest'
import { createPractice } from '../../../shared/access/create-practice.ts'
import { passwordFault, type PasswordFault } from '../../../shared/access/password-rules.ts'
import { owner } from '../../../tools/kit/workstation.ts'

const around = {
  username: 'arivera',
  displayName: 'Ana Rivera, MD',
  practiceName: 'Harbor Street Family Medicine',
}

test.each<[string, PasswordFault | null]>([
  // length, counted in characters and not in bytes or half characters
  ['tidal lantern ', 'too-short'],
  ['tidal lantern q', null],
  ['🙂🌊🏮🍐🔑🎈🌵🐢🛶🧭🪁🧶🪵🫖', 'too-short'],
  ['🙂🌊🏮🍐🔑🎈🌵🐢🛶🧭🪁🧶🪵🫖🪴', null],
  ['violet '.repeat(3) + 'anchor', null],
  [Array.from({ length: 64 }, (_each, n) => 'kelp moss fern'[n % 14]).join('') + 'x9', null],
  [Array.from({ length: 300 }, (_each, n) => String.fromCodePoint(0x4e00 + n * 7)).join(''), 'too-long'],
  // no rule of composition
  ['alllowercaseletterspass', null],
  ['7391 4820 5512 0934', null],
  ['пароль как роса утром', null],
  ['мандарин на подоконнике', null],
  // a space at an end counts
  [' tidal lantern ', null],
  // what a stranger tries first
  ['passwordpassword', 'common'],
  ['aaaaaaaaaaaaaaaaaaaa', 'repeats'],
  ['abcabcabcabcabcabc', 'repeats'],
  ['12121212121212121212', 'repeats'],
  ['password12345678', 'common'],
  ['Welcome Summer Password', 'common'],
  ['qwertyuiopasdfghjkl', 'common'],
  ['1qaz2wsx3edc4rfv', 'common'],
  ['abcdefghijklmnopqrst', 'common'],
  ['98765432109876543210', 'common'],
  ['ana rivera ana rivera', 'your-name'],
  ['arivera arivera 12', 'your-name'],
  ['Harbor Street Family', 'practice-name'],
  ['harborstreetmedicine1', 'practice-name'],
])('%j: %s', (password, fault) => expect(passwordFault(password, around)).toBe(fault))

test.each<readonly [string, number | null, readonly string[] | null, PasswordFault | null]>([
  ['tidal lantern 9', null, null, null],
  ['tidal lantern 9', 15, null, null],
  ['tidal lantern 9', 16, null, 'shorter-than-here'],
  // by characters and not by bytes
  ['🙂🌊🏮🍐🔑🎈🌵🐢🛶🧭🪁🧶🪵🫖🪴', 15, null, null],
  ['lakeside clinic of elm', null, ['Lakeside', 'Elm'], null],
  ['lakeside elm street', null, ['Lakeside', 'Elm street'], 'word-of-here'],
  ['lake-side elm.street', null, ['Lakeside', 'Elm street'], 'word-of-here'],
  ['lakeside violet anchor', null, ['Lakeside', 'Elm street'], null],
  // words of less than three letters say nothing
  ['violet anchor of it', null, ['of', 'it', 'a', '  '], null],
])(
  '%j where the practice asks for %s and takes no %j: %s',
  (password, passwordLength, passwordWords, fault) =>
    expect(passwordFault(password, around, { passwordLength, passwordWords })).toBe(fault),
)

test('accents may be typed either way, and a pasted password is the typed one', () => {
  const composed = 'fenêtre élégante à Sète'
  expect(passwordFault(composed.normalize('NFD'), around)).toBe(passwordFault(composed, around))
})

test('the form is refused with the reason, and a good one is not', () => {
  const fault = createPractice.input.safeParse({ ...owner, password: 'password12345678' })
  expect(fault.error?.issues.map(({ path, message }) => [path, message])).toEqual([
    [['password'], 'password.common'],
  ])
  expect(createPractice.input.safeParse(owner).success).toBe(true)
})
