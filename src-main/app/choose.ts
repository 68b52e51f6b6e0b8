/** What the desktop's own dialogs let a person choose. */
import { dialog } from 'electron'
import type { HostRequest } from '../pipeline/wire.ts'

type Asked = Extract<HostRequest, { name: 'chooseFiles' | 'chooseFile' | 'chooseFolder' }>

/** Paths of files; or one path, and null where none was chosen. */
export async function choose({ name, title }: Asked): Promise<string[] | string | null> {
  if (name === 'chooseFiles') {
    const files = await dialog.showOpenDialog({
      title,
      properties: ['openFile', 'multiSelections'],
      filters: [
        { name: 'PDF, photos and text', extensions: ['pdf', 'jpg', 'jpeg', 'png', 'webp', 'txt'] },
        { name: 'All files', extensions: ['*'] },
      ],
    })
    return files.canceled ? [] : files.filePaths
  }
  const one = await dialog.showOpenDialog({
    title,
    properties: [name === 'chooseFile' ? 'openFile' : 'openDirectory'],
  })
  return one.canceled ? null : (one.filePaths[0] ?? null)
}
