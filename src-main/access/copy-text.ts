import { copyText } from '../../shared/access/copy-text.ts'
import { act } from '../pipeline/handle.ts'

export const copyTextHandler = act(copyText, async ({ host }, { text }) => ({
  clearedAfterSeconds: await host.copy(text),
}))
