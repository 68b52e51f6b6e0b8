/** What leaves by hand: nothing by dragging, and by copying only what is recorded and leaves the clipboard again. */
import { AppError } from '../../shared/kernel/errors.ts'
import { copyText } from '../../shared/access/copy-text.ts'
import { run } from './holdfast.ts'
import { notify } from './notify.ts'
import { wordsFor } from './words.ts'

/** Text, links and pictures are dragged nowhere. What is dropped from outside is another thing (drop-files.tsx). */
export function stopDragging(): void {
  globalThis.addEventListener('dragstart', (event) => event.preventDefault(), true)
}

/** Whose chart or report is in front, by the address of the page. */
const patientShown = (): string | null =>
  /\/(?:chart|patients?)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.exec(location.hash)?.[1] ?? null

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

async function copyRecorded(text: string): Promise<void> {
  try {
    const { clearedAfterSeconds } = await run(copyText, { text, patientId: patientShown() })
    notify(`Copied. It leaves the clipboard in ${clearedAfterSeconds} seconds.`)
  } catch (error) {
    if (error instanceof AppError) notify(wordsFor(error), 'problem')
  }
}

/** Selected text goes to the clipboard by the door, as rows of a table do; what somebody types in a field is theirs. Returns what ends it. */
export function recordCopying(): () => void {
  const copying = (event: ClipboardEvent) => {
    if (isField(event.target)) return
    const text = getSelection()?.toString() ?? ''
    if (text.trim() === '') return
    event.preventDefault()
    void copyRecorded(text)
  }
  document.addEventListener('copy', copying)
  document.addEventListener('cut', copying)
  return () => {
    document.removeEventListener('copy', copying)
    document.removeEventListener('cut', copying)
  }
}
