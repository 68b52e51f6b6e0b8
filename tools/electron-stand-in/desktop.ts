/** Clipboard, dialogs, menu and power: what a desktop gives. */
import type { Clipboard, Dialog, Menu as ElectronMenu, OpenDialogOptions } from 'electron'
import { EventEmitter } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { onControl, tellParent } from './control.ts'
import { askPath } from './open-dialog.ts'

/** A desktop's clipboard outlives whoever wrote to it: where whoever started the app names a file, it is there. */
const { HOLDFAST_STAND_IN_CLIPBOARD: clipboardFile } = process.env
let copied = ''
const readCopied = (): string =>
  clipboardFile === undefined || !existsSync(clipboardFile) ? copied : readFileSync(clipboardFile, 'utf8')
function copy(text: string): void {
  copied = text
  if (clipboardFile !== undefined) writeFileSync(clipboardFile, text)
}
export const clipboard: Pick<Clipboard, 'clear' | 'readText' | 'writeText'> = {
  clear: () => copy(''),
  readText: () => Promise.resolve(readCopied()),
  writeText: (text: string) => Promise.resolve(copy(text)),
}

onControl((message) => {
  if (message.stand === 'clipboard') tellParent({ clipboard: readCopied() })
})

const answers: string[][] = []
onControl((message) => {
  if (message.stand === 'folder') answers.push(message.path === null ? [] : [message.path])
  if (message.stand === 'files') answers.push(message.paths)
})

export const dialog = {
  showOpenDialog: async ({ title = 'Choose', properties = [] }: OpenDialogOptions) => {
    const what = properties.includes('openFile') ? 'files' : 'folder'
    const filePaths = answers.shift() ?? (await askPath(title, what))
    return { canceled: filePaths.length === 0, filePaths }
  },
  showErrorBox: (title: string, content: string) => void process.stderr.write(`${title}: ${content}\n`),
} satisfies Pick<Dialog, 'showErrorBox'> & Record<'showOpenDialog', unknown>

export const Menu: Pick<typeof ElectronMenu, 'setApplicationMenu'> = { setApplicationMenu: () => undefined }

/** Only what is told to it happens: plain Node cannot know that the machine sleeps. The tick in main sees that by the clocks. */
export const powerMonitor = new EventEmitter()
onControl((message) => {
  if (message.stand === 'power') powerMonitor.emit(message.event)
})
