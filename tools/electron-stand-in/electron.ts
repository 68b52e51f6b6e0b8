/**
 * The part of Electron's API that src-main/app uses, for plain Node and an installed Chromium. It is a tool for
 * machines where Electron's binary cannot be had, and for tests; the product never contains it.
 */
export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { clipboard, dialog, Menu, powerMonitor } from './desktop.ts'
export { ipcMain } from './ipc.ts'
export { protocol, session } from './session.ts'
export { utilityProcess } from './utility-process.ts'

// a preload gets these in the page's isolated world (page-side.js); main only needs the names to exist
export const contextBridge = undefined
export const ipcRenderer = undefined
