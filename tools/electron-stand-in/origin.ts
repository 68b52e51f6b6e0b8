/**
 * Chromium refuses to open a scheme it does not know, and only Electron can teach it one. So `app://holdfast` is
 * `https://holdfast.app.invalid` inside the browser: as Electron's, it is a secure origin of its own, and every
 * request to it is answered here. Main never sees the difference.
 */
export const toBrowser = (url: string): string =>
  url.replace(/^(blob:)?app:\/\/([a-z0-9.-]+)/, '$1https://$2.app.invalid')
export const fromBrowser = (url: string): string =>
  url.replace(/^(blob:)?https:\/\/([a-z0-9.-]+)\.app\.invalid(?=[/?#]|$)/, '$1app://$2')
export const isApp = (browserUrl: string): boolean =>
  /^https:\/\/[a-z0-9.-]+\.app\.invalid(?=[/?#]|$)/.test(browserUrl)
