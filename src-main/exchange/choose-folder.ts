import { basename } from 'node:path'
import { chooseFolder } from '../../shared/exchange/choose-folder.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { act } from '../pipeline/handle.ts'
import { findFiles } from './find-files.ts'
import { rememberFolder } from './folders.ts'

/** `import.folder-unreadable` where the folder is gone or may not be read. */
export const chooseFolderHandler = act(chooseFolder, async (acting) => {
  const path = await acting.host.chooseFolder('Choose the folder to import')
  if (path === null) return { choice: null }
  try {
    const files = await findFiles(path)
    return {
      choice: {
        token: rememberFolder(acting, path),
        folderName: basename(path),
        files: files.length,
        bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      },
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('Unavailable', 'import.folder-unreadable')
  }
})
