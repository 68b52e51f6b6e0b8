/** What no page may do: leave, open, embed, ask for a device, or download. Set on every session and every page there is. */
import type { App, Session, WebContents } from 'electron'
import { appOrigin } from './content.ts'

export type Refusal = (what: string) => void

/** Our own pages, by the whole origin: `app://holdfast.evil` and `app://holdfast@evil` are not ours. */
export function isOurs(url: string): boolean {
  try {
    const parsed = new URL(url)
    return (
      `${parsed.protocol}//${parsed.host}` === appOrigin && parsed.username === '' && parsed.password === ''
    )
  } catch {
    return false
  }
}

export function guardSession(session: Session, refused: Refusal): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    refused(`permission:${permission}`)
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => {
    refused('permission:display-capture')
    answer({})
  })
  session.on('will-download', (event) => {
    event.preventDefault()
    refused('download')
  })
  // nothing leaves: the only requests a page makes are for our own files
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isOurs(details.url) || details.url.startsWith('blob:app://holdfast/')
    if (!allowed) refused('request')
    answer({ cancel: !allowed })
  })
  session.setSpellCheckerEnabled(false)
}

export function guardContents(contents: WebContents, refused: Refusal): void {
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const) {
    contents.on(event as 'will-navigate', (details) => {
      if (isOurs(details.url)) return
      details.preventDefault()
      refused('navigation')
    })
  }
  // always refused, and nothing done on the way: the answer itself must have no effect (CVE-2026-70608)
  contents.setWindowOpenHandler(() => {
    refused('window')
    return { action: 'deny' }
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    refused('webview')
  })
}

/** Catches pages made by anything else than our own window factory. */
export function guardApp(app: App, refused: Refusal): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, refused))
}
