/** RFC 5424 messages in RFC 5425 frames. */
import type { FeedEvent } from './feed-event.ts'

/** “Log audit”, RFC 5424 table 1. */
const facility = 13
/** 32473 is the number of examples (RFC 5612): Holdfast has none of its own. */
const structured = 'holdfast@32473'
const ascii = (text: string, most: number): string => text.replaceAll(/[^!-~]/g, '').slice(0, most) || '-'
const escaped = (value: string): string => value.replaceAll(/["\\\]]/g, String.raw`\$&`)

/** HOSTNAME is the workstation's id, MSGID the act. The words at its end are for people, UTF-8 after a byte order mark. */
export function syslogMessage({ severity, at, device, id, words, fields }: FeedEvent): string {
  const parameters = Object.entries(fields).map(
    ([name, value]) => ` ${ascii(name, 32)}="${escaped(String(value))}"`,
  )
  const head = `<${facility * 8 + severity}>1 ${at} ${ascii(device, 255)} holdfast - ${ascii(id, 32)}`
  return `${head} [${structured}${parameters.join('')}] \uFEFF${words}`
}

/** The octets of the message, counted. */
export const frame = (message: string): string => `${Buffer.byteLength(message)} ${message}`
