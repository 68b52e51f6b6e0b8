/** What leaves by hand: nothing by dragging; by copying only what is recorded and leaves the clipboard again; a picture of the screen not unseen. */
import { AppError } from '../../shared/kernel/errors.ts'
import { noteScreenPicture } from '../../shared/access/note-screen-picture.ts'
import { copyText } from '../../shared/access/copy-text.ts'
import { tellCopied } from './giving.ts'
import { run } from './holdfast.ts'
import { notify } from './notify.ts'
import { wordsFor } from './words.ts'

/** Text, links and pictures are dragged nowhere. What is dropped from outside is another thing (drop-files.tsx). */
export function stopDragging(): void {
  globalThis.addEventListener('dragstart', (event) => event.preventDefault(), true)
  // a middle click opens nothing: what it would open is refused by main too, and would look like a fault
  globalThis.addEventListener('auxclick', (event) => event.button === 1 && event.preventDefault(), true)
}

/** Whose chart or report is in front, by the address of the page. */
const patientShown = (): string | null =>
  /\/(?:chart|patients?)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.exec(location.hash)?.[1] ?? null

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/** What was not recorded, where it is something that can be. */
const tell = (error: unknown): void => {
  if (error instanceof AppError) notify(wordsFor(error), 'problem')
}

async function copyRecorded(text: string): Promise<void> {
  try {
    const patientId = patientShown()
    const { clearedAfterSeconds } = await run(copyText, { text, patientId })
    tellCopied(
      `Copied. It leaves the clipboard in ${clearedAfterSeconds} seconds.`,
      'Copied from the chart',
      patientId === null ? [] : [patientId],
    )
  } catch (error) {
    tell(error)
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

/** The keys for a picture of the screen: that of most keyboards, macOS's three, the snipping of Windows. */
const isPictureKey = ({ key, metaKey, shiftKey }: KeyboardEvent): boolean =>
  key === 'PrintScreen' ||
  (metaKey && shiftKey && ['3', '4', '5', 's', '#', '$', '%'].includes(key.toLowerCase()))

/** ms. Systems tell of its going down, of its coming up, or of both. */
const onePress = 1000

/** Who takes a picture of the screen takes what it shows with it: the system does that, and no page can stop it, but that the key was pressed is kept. Returns what ends it. */
export function recordScreenPictures(): () => void {
  let last = -onePress
  const pressed = (event: KeyboardEvent) => {
    if (!isPictureKey(event) || event.timeStamp - last < onePress) return
    last = event.timeStamp
    void run(noteScreenPicture, { patientId: patientShown() }).then(
      () => notify('The key for a picture of the screen was pressed. It is recorded.'),
      tell,
    )
  }
  document.addEventListener('keydown', pressed, true)
  document.addEventListener('keyup', pressed, true)
  return () => {
    document.removeEventListener('keydown', pressed, true)
    document.removeEventListener('keyup', pressed, true)
  }
}
