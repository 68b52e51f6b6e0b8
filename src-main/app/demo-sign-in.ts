import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The demonstration's owner, as `npm run demo` made it: shown on the sign-in screen, so that anybody can look around. */
export function demoSignIn(profile: string) {
  try {
    const demo = JSON.parse(readFileSync(join(profile, 'demo.json'), 'utf8')) as Record<string, unknown>
    return {
      username: String(demo['username']),
      password: String(demo['password']),
      keyInFile: demo['keyInFile'] === true,
    }
  } catch {
    return null
  }
}
