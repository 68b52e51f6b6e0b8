/** Asks for a user name and a password on the terminal; what is typed for the second is not shown. */
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { CommandError } from './command-error.ts'

type Input = NodeJS.ReadableStream & { isTTY?: boolean }

/**
 * One answer for each question, in order. Where the input is no terminal its lines are the answers. Throws CommandError
 * where it ends before all are answered, and where Ctrl+C is pressed.
 */
export async function ask(
  questions: readonly Readonly<{ words: string; hidden: boolean }>[],
  input: Input = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<string[]> {
  let muted = false
  const echo = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!muted) output.write(chunk)
      done()
    },
  })
  const terminal = input.isTTY === true
  const lines = createInterface({ input, output: echo, terminal, historySize: 0 })
  const read = lines[Symbol.asyncIterator]()
  // what is asked for next is not said any more: the lines end
  lines.on('SIGINT', () => lines.close())
  const answers: string[] = []
  try {
    for (const { words, hidden } of questions) {
      lines.setPrompt(words)
      // lines of a file are all read before they are asked for
      if (terminal) lines.prompt()
      else output.write(words)
      muted = hidden
      const line = await read.next()
      if (muted) output.write('\n')
      muted = false
      if (line.done) throw new CommandError('nobody signed in')
      answers.push(line.value)
    }
    return answers
  } finally {
    lines.close()
  }
}
