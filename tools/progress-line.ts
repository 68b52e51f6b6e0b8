/** One line of a terminal that says how far an import is; where there is no terminal, a line now and then. */
import type { ImportProgress } from '../shared/exchange/import-report.ts'

const quietMs = 5000
const phases = { reading: 'reading', 'second-look': 'reading again', settling: 'settling' } as const

const wordsOf = ({ done, total, perSecond, secondsLeft, phase }: ImportProgress): string =>
  [
    `          ${phases[phase]} ${done}${total === null ? '' : ` of about ${total}`}`,
    `${Math.round(perSecond)} a second`,
    ...(secondsLeft === null ? [] : [`${Math.ceil(secondsLeft)} s left`]),
  ].join(', ')

export function makeProgressLine(out: NodeJS.WriteStream) {
  let said = 0
  return {
    show(progress: ImportProgress): void {
      const words = wordsOf(progress)
      if (out.isTTY) {
        out.write(`\r\u001b[2K${words}`)
        return
      }
      if (performance.now() - said < quietMs) return
      said = performance.now()
      out.write(`${words}\n`)
    },
    end(): void {
      if (out.isTTY) out.write('\r\u001b[2K')
    },
  }
}
