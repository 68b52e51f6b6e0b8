/** What the vault asks of the desktop around the one window there is: its clipboard, its printers, its dialogs. */
import type { BrowserWindow } from 'electron'
import type { HostRequest } from '../pipeline/wire.ts'
import { choose } from './choose.ts'
import type { PatientClipboard } from './clipboard.ts'
import { printing } from './printing.ts'

type Asked = Exclude<HostRequest, { name: 'createDeviceKey' | 'restoreDeviceKey' }>
type Around = Readonly<{ clipboard: PatientClipboard; window: BrowserWindow | undefined }>

export function askDesktop(asked: Asked, { clipboard, window }: Around): Promise<unknown> {
  if (asked.name === 'copy') return clipboard.copy(asked.text)
  if (asked.name === 'listPrinters' || asked.name === 'print') return printing(window, asked)
  return choose(asked)
}
