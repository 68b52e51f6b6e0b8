/** What the command line may say. Anything else, and any deep link, is ignored: it could come from a web page. */
import { isAbsolute, resolve } from 'node:path'

export type Settings = Readonly<{
  /** The folder with everything this workstation keeps; null for the desktop's usual place. */
  profile: string | null
  demo: boolean
  /** Ask Argon2id for the lowest cost that is still allowed; unpackaged builds only. */
  lightKdf: boolean
  /** Minutes without input before the workstation locks, whatever the practice has set; unpackaged builds only. */
  idleMinutes: number | null
  /** How long it counts that somebody has shown that it is them. */
  confirmSeconds: number
}>

const known = /^--holdfast-(profile|demo|light-kdf|idle-minutes|confirm-seconds)(?:=(.*))?$/

/** `packaged` builds accept a profile folder and nothing that weakens anything. */
export function readSettings(argv: readonly string[], packaged: boolean): Settings {
  let profile: string | null = null
  let demo = false
  let lightKdf = false
  let idleMinutes: number | null = null
  let confirmSeconds = 300
  for (const argument of argv) {
    const [, name, value = ''] = known.exec(argument) ?? []
    if (name === 'profile' && value !== '' && !value.includes('\0'))
      profile = isAbsolute(value) ? value : resolve(value)
    if (packaged) continue
    if (name === 'demo') demo = true
    if (name === 'light-kdf') lightKdf = true
    if (name === 'idle-minutes' && Number(value) > 0 && Number(value) <= 15) idleMinutes = Number(value)
    if (name === 'confirm-seconds' && Number(value) > 0 && Number(value) <= 3600)
      confirmSeconds = Number(value)
  }
  return { profile, demo, lightKdf, idleMinutes, confirmSeconds }
}
