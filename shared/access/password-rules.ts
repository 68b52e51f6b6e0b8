/**
 * What makes a password acceptable. NIST SP 800-63B-4 3.1.1.2: at least 15 characters, any character, no rule of
 * composition, a blocklist that says why. Eight would do beside a second factor, but a stolen disk is guessed at offline.
 */
export const shortestPassword = 15
export const longestPassword = 256

/** What a practice asks beside this: a length of its own, and words that do not count. */
export type PasswordsHere = Readonly<{
  passwordLength: number | null
  passwordWords: readonly string[] | null
}>

export type PasswordFault =
  'too-short' | 'too-long' | 'your-name' | 'practice-name' | 'repeats' | 'common' | FaultHere
/** What only this practice finds wrong. */
export type FaultHere = 'shorter-than-here' | 'word-of-here'

/** Words people reach for first. They may stand in a password, but a password may not be little else. */
const common = (
  'password passwort passw0rd p@ssword p@ssw0rd welcome letmein changeme default temporary secret login admin ' +
  'administrator root user guest master superman batman dragon monkey football baseball basketball soccer hockey ' +
  'sunshine princess iloveyou loveyou trustno1 starwars whatever computer internet freedom shadow michael jordan ' +
  'jennifer jessica ashley thomas charlie daniel summer winter spring autumn monday tuesday wednesday thursday ' +
  'friday saturday sunday january february march april june july august september october november december ' +
  'holdfast clinic hospital practice doctor physician nurse medical medicine health healthcare patient patients ' +
  'office frontdesk reception billing chart charts stethoscope pharmacy america american company qwertz azerty'
).split(' ')

const runs = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
]

/** Null where the password will do for this practice, whatever the product says of it. */
export function faultHere(password: string, here: PasswordsHere): FaultHere | null {
  const typed = password.normalize('NFC')
  if ([...typed].length < (here.passwordLength ?? 0)) return 'shorter-than-here'
  const words = (here.passwordWords ?? []).map((word) => plainOf(word)).filter((word) => word.length >= 3)
  const plain = plainOf(typed)
  return words.some((word) => plain.includes(word)) && restWithout(plain, words) < 8 ? 'word-of-here' : null
}

/** Null where the password will do. `around` holds what a stranger would try first; `here` what the practice asks, where it is known. */
export function passwordFault(
  password: string,
  around: Readonly<{ username: string; displayName: string; practiceName: string }>,
  here: PasswordsHere | null = null,
): PasswordFault | null {
  const typed = password.normalize('NFC')
  const length = [...typed].length
  if (length < shortestPassword) return 'too-short'
  if (length > longestPassword) return 'too-long'
  if (/^(.{1,6})\1+.{0,5}$/su.test(typed) || new Set(typed).size < 5) return 'repeats'
  const plain = plainOf(typed)
  if (restWithout(plain, wordsOf(`${around.username} ${around.displayName}`)) < 8) return 'your-name'
  if (restWithout(plain, wordsOf(around.practiceName)) < 8) return 'practice-name'
  const all = [...common, ...wordsOf(`${around.username} ${around.displayName} ${around.practiceName}`)]
  if (restWithout(withoutRuns(plain), all) < 8) return 'common'
  return here && faultHere(password, here)
}

const plainOf = (text: string) => text.toLowerCase().replace(/[\s._\-!?,;:*#+'"()]/g, '')
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[\s._\-,']+/)
    .filter((word) => word.length >= 3)

/** How many characters are left when every one of the words is taken out, the longest first. */
function restWithout(text: string, words: readonly string[]): number {
  let rest = text
  for (const word of [...words].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '\u0000')
  return rest.replaceAll('\u0000', '').length
}

/** Takes out walks along the keyboard, the alphabet or the digits of four and more, either way. */
function withoutRuns(text: string): string {
  let rest = text
  for (const run of runs.flatMap((walk) => [walk, [...walk].reverse().join('')])) {
    for (let size = run.length; size >= 4; size -= 1) {
      for (let at = 0; at + size <= run.length; at += 1) rest = rest.replaceAll(run.slice(at, at + size), '')
    }
  }
  return rest
}
