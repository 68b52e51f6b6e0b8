// Preloaded by what is to live at a time of a test's choosing: the time in HOLDFAST_CLOCK, a file of two numbers that
// tools/kit/set-clock.ts writes, is added to both clocks of this process. Without that variable nothing is changed. Never shipped.
import { openSync, readSync } from 'node:fs'

const place = process.env.HOLDFAST_CLOCK
if (place) {
  const file = openSync(place, 'r')
  const ahead = new Float64Array(2)
  // read each time: whoever sets the clock may go on in the next moment
  const read = (which) => (readSync(file, ahead, 0, 16, 0), ahead[which])
  const TrueDate = Date
  const [wall, steady] = [TrueDate.now, performance.now.bind(performance)]
  const now = () => Math.floor(wall() + read(0))
  TrueDate.now = now
  globalThis.Date = new Proxy(TrueDate, {
    apply: () => new TrueDate(now()).toString(),
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
  })
  performance.now = () => steady() + read(1)
}
