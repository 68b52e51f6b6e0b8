/** What every window is given, to the letter (E2, E5, E8, E9, E26). `imports` says that nobody else makes one. */
import { expect, test, vi } from 'vitest'
import { openWindow } from '../../../src-main/app/windows.ts'

const made: { options: { webPreferences: object }; calls: unknown[][] }[] = []
vi.mock('electron', () => ({
  BrowserWindow: class {
    readonly #calls: unknown[][] = []
    constructor(options: { webPreferences: object }) {
      made.push({ options, calls: this.#calls })
    }
    setContentProtection = (on: boolean) => void this.#calls.push(['protected', on])
    on = () => undefined
    loadURL = (url: string) => {
      this.#calls.push(['loads', url])
      return Promise.resolve()
    }
  },
}))

test('a window has these preferences and no others, and shows our own page', () => {
  const session = {} as Parameters<typeof openWindow>[0]['session']
  const parts = { preload: '/preload.cjs', session, show: true, notLoaded: () => undefined }
  for (const contentProtection of [true, false]) openWindow({ ...parts, contentProtection }, null)
  for (const { options } of made)
    // webSecurity and mixed content are left as Electron has them: a key that is not here is not set
    expect(options.webPreferences).toEqual({
      preload: '/preload.cjs',
      session,
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
    })
  expect(made.map(({ calls }) => calls)).toEqual(
    [true, false].map((on) => [
      ['protected', on],
      ['loads', 'app://holdfast/index.html'],
    ]),
  )
})
