import { readFile, stat } from 'node:fs/promises'
import { mostListBytes } from '../../shared/access/revocations.ts'
import { takeRevocations } from '../../shared/access/take-revocations.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

export const takeRevocationsHandler = act(takeRevocations, async ({ gatekeeper, host }) => {
  const path = await host.chooseFile('Choose the list of revocations')
  return { taken: path === null ? null : gatekeeper.revocations.take(await textOf(path)) }
})

/** `revocations.not-a-list` where it cannot be one. */
async function textOf(path: string): Promise<string> {
  try {
    if ((await stat(path)).size <= mostListBytes) return await readFile(path, 'utf8')
  } catch {
    // gone, or not to be read: it is not one either
  }
  throw new AppError('Invalid', 'revocations.not-a-list')
}
