import { basename } from 'node:path'
import { chooseFiles } from '../../shared/charting/choose-files.ts'
import type { RefusedFile, StagedFile } from '../../shared/charting/staged-file.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { takeInFile } from './take-in.ts'

export const chooseFilesHandler = act(chooseFiles, async ({ session, ctx, host }, { patientId }) => {
  must(session && ctx, 'choose-files.session')
  const of = { session, patientId, now: ctx.now }
  const files: StagedFile[] = []
  const refused: RefusedFile[] = []
  for (const path of await host.chooseFiles('Choose scans, photos or letters for the chart')) {
    try {
      files.push(await takeInFile(path, of))
    } catch (error) {
      if (!(error instanceof AppError) || !error.reason.startsWith('file.')) throw error
      refused.push({ name: basename(path), reason: error.reason, params: { ...error.params } })
    }
  }
  return { files, refused }
})
