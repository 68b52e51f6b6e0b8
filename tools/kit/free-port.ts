/** Ports for servers that somebody is told of before they listen, or that come back at their address. */
import { createServer } from 'node:net'

/**
 * Below those that systems take for outgoing connections (from 32768 on, or from 49152): a connection that happens to be
 * made in between could have the port for minutes.
 */
const [lowest, count] = [20_000, 12_000]
/** Each process begins at a place of its own and goes on from there, so that two that ask at once get two. */
let next = (process.pid * 97) % count

/** A port nobody has at the moment, and that this process has not given out lately. */
export async function freePort(): Promise<number> {
  for (let left = count; left > 0; left -= 1) {
    const port = lowest + next
    next = (next + 1) % count
    if (await isFree(port)) return port
  }
  throw new Error('no port is free')
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
