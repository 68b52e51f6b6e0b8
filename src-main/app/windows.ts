/** The only place that makes a window. */
import { BrowserWindow, type Rectangle, type Session } from 'electron'
import { appOrigin } from './content.ts'

export type WindowParts = Readonly<{
  preload: string
  session: Session
  contentProtection: boolean
  show: boolean
  /** The page could not be shown, and nobody has closed its window. */
  notLoaded(): void
}>

export function openWindow(parts: WindowParts, bounds: Rectangle | null): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...bounds,
    minWidth: 720,
    minHeight: 480,
    title: 'Holdfast',
    show: parts.show,
    autoHideMenuBar: true,
    backgroundColor: '#f7f8f9',
    webPreferences: {
      preload: parts.preload,
      session: parts.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
      disableDialogs: true,
      navigateOnDragDrop: false,
    },
  })
  window.setContentProtection(parts.contentProtection)
  window.on('page-title-updated', (event) => event.preventDefault())
  // a window that goes while it loads is no fault: a lock or the end of the app took it
  window.loadURL(`${appOrigin}/index.html`).catch(() => {
    if (!window.isDestroyed()) parts.notLoaded()
  })
  return window
}
