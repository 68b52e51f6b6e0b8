/** The pages of the app, from a list made at start: a request can only ever name one of them. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

export const appOrigin = 'app://holdfast'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
}
export const noncePlaceholder = '__HOLDFAST_NONCE__'

export type Content = Readonly<{ type: string; bytes: Buffer }>

/** Every file under `folder` of a known type, by its URL path. Symbolic links and other types are left out. */
export function readContent(folder: string): ReadonlyMap<string, Content> {
  const content = new Map<string, Content>()
  // by hand: readdir's own recursion walks into linked folders
  const walk = (at: string, path: string) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const [file, name] = [join(at, entry.name), `${path}/${entry.name}`]
      const type = types[extname(entry.name)]
      if (entry.isDirectory()) walk(file, name)
      else if (entry.isFile() && type) content.set(name, { type, bytes: readFileSync(file) })
    }
  }
  walk(folder, '')
  return content
}

/** Answers a request for `app://holdfast/...`: exactly a listed path, else 404. */
export function respond(content: ReadonlyMap<string, Content>, url: string): Response {
  const path = pathOf(url)
  const found = path === null ? undefined : content.get(path)
  if (!found) return new Response('', { status: 404, headers: headers('text/plain', null) })
  if (!found.type.startsWith('text/html'))
    return new Response(new Uint8Array(found.bytes), { headers: headers(found.type, null) })
  const nonce = randomBytes(16).toString('base64')
  return new Response(found.bytes.toString('utf8').replaceAll(noncePlaceholder, nonce), {
    headers: headers(found.type, nonce),
  })
}

/** Null for another origin, for anything encoded, and for query or fragment tricks: our own pages need none of it. */
function pathOf(url: string): string | null {
  if (!url.startsWith(`${appOrigin}/`) || /[%\\\0]|\.\./.test(url)) return null
  try {
    const parsed = new URL(url)
    if (parsed.search !== '' || parsed.username !== '' || parsed.password !== '' || parsed.port !== '')
      return null
    return parsed.pathname === '/' ? '/index.html' : parsed.pathname
  } catch {
    return null
  }
}

function headers(type: string, nonce: string | null): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': policy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), display-capture=(), clipboard-read=()',
    'cache-control': 'no-store',
  }
}

/** A page may load our own files and nothing else, and may speak to nobody. */
export function policy(nonce: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // the component library writes its few computed rules into a style element that carries the nonce
    nonce === null ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')
}
