/**
 * The page may turn no text into markup. The one exception: the component library writes its computed rules into
 * style elements, and such a rule has no `<`. Everything else that tries is refused by the browser.
 */
import { z } from 'zod'

type Policy = { createHTML(text: string): string | null }
const { trustedTypes } = globalThis as {
  trustedTypes?: { createPolicy(name: string, policy: Policy): unknown }
}
trustedTypes?.createPolicy('default', { createHTML: (text) => (text.includes('<') ? null : text) })

// schemas are interpreted, not compiled: `new Function` is refused here
z.config({ jitless: true })
