/** Third-party data beside the project, where somebody has put it; nothing of it is in the repository. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../tools/proc.ts'

const place = join(root, '..', 'shared', 'data')

/** A folder of it, or null after saying which tests are left out. */
export function sharedData(folder: string, whatIsSkipped: string): string | null {
  const path = join(place, folder)
  if (existsSync(path)) return path
  console.log(`skipped: ${whatIsSkipped} (${folder} is not beside the project)`)
  return null
}

export const growthFolder = existsSync(join(place, 'codes/growth-cdc'))
  ? join(place, 'codes/growth-cdc')
  : null
