/** What a command says when it cannot go on. Any other error may quote what nobody should read on a terminal. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}
