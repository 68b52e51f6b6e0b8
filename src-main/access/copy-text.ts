import { copyText } from '../../shared/access/copy-text.ts'
import { act } from '../pipeline/handle.ts'

export const copyTextHandler = act(copyText, async ({ host, record }, { text }) => {
  // what is on the clipboard cannot be taken back: it is recorded first, or not copied
  record()
  return { clearedAfterSeconds: await host.copy(text) }
})
