import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { saveRevocations } from '../../shared/access/save-revocations.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'

export const saveRevocationsHandler = act(saveRevocations, async ({ gatekeeper, host }) => {
  const signed = await gatekeeper.cloud.revocations()
  const { number, people } = signed.list
  const folder = await host.chooseFolder('Choose where to save the list of revocations')
  if (folder === null) return { saved: null }
  // the same number says the same: one that is there is written over
  const file = `holdfast-revocations-${number}.json`
  try {
    await writeFile(join(folder, file), `${JSON.stringify(signed)}\n`)
  } catch {
    throw new AppError('Unavailable', 'revocations.unwritable')
  }
  return { saved: { number, people: people.length, file } }
})
