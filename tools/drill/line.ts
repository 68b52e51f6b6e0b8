/** The way between workstations and the cloud, as TCP: open, cut, slow, or with bytes that arrive changed. TLS runs through it. */
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Random } from '../../tests/simulation/random.ts'

export type LineState = 'open' | 'cut' | 'slow' | 'corrupt'

export class Line {
  readonly #server: Server
  readonly #random: Random
  readonly #sockets = new Set<Socket>()
  #state: LineState = 'open'
  /** How often each state was met by bytes, and connections that were refused or broken. */
  readonly met = { slow: 0, corrupt: 0, refused: 0, broken: 0 }

  private constructor(to: number, random: Random) {
    this.#random = random
    this.#server = createServer((from) => this.#join(from, to))
  }

  static async to(port: number, random: Random): Promise<Line> {
    const line = new Line(port, random)
    await new Promise<void>((resolve) => line.#server.listen(0, '127.0.0.1', resolve))
    return line
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** A line that is cut breaks what is under way. */
  set(state: LineState): void {
    this.#state = state
    if (state !== 'cut') return
    this.met.broken += this.#sockets.size
    for (const socket of this.#sockets) socket.destroy()
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #join(from: Socket, port: number): void {
    if (this.#state === 'cut') {
      this.met.refused += 1
      from.destroy()
      return
    }
    const to = connect(port, '127.0.0.1')
    this.#sockets.add(from)
    const over = () => {
      this.#sockets.delete(from)
      from.destroy()
      to.destroy()
    }
    for (const socket of [from, to]) socket.on('error', over).on('close', over)
    this.#carry(from, to)
    this.#carry(to, from)
  }

  #carry(from: Socket, to: Socket): void {
    from.on('data', (chunk: Buffer) => {
      if (this.#state === 'slow') {
        this.met.slow += 1
        from.pause()
        setTimeout(
          () => {
            if (!to.destroyed) to.write(chunk)
            from.resume()
          },
          5 + this.#random.below(40),
        )
        return
      }
      if (this.#state === 'corrupt' && this.#random.chance(0.5)) {
        this.met.corrupt += 1
        const at = this.#random.below(chunk.length)
        chunk[at] = (chunk[at] ?? 0) ^ (1 << this.#random.below(8))
      }
      to.write(chunk)
    })
    from.on('end', () => to.end())
  }
}
