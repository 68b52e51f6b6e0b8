/** What every way to send a message has in common. */

export type Outgoing = Readonly<{
  /** The reminder's own id: a receiver that knows it sends it once. */
  id: string
  to: string
  subject: string
  body: string
}>

/**
 * What came of it. `sent`: the next system has taken it. `again`: it has not, and may later. `never`: it will not. `unsure`: the line was cut
 * between our last word and its answer; it may have been sent, so that it is not sent again. `reason` is a key.
 */
export type Came = Readonly<{ came: 'sent' | 'again' | 'never' | 'unsure'; reason: string }>

/** Does not throw. */
export interface Sender {
  send(message: Outgoing): Promise<Came>
}

export const sent: Came = { came: 'sent', reason: '' }
