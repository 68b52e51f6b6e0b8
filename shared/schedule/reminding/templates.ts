/**
 * The words of a reminder. What can be filled in is listed here and nowhere else, so that no template can say what somebody comes for, with whom,
 * or who they are: whoever reads a locked phone learns of a day, a time and a practice.
 */
import { Temporal } from 'temporal-polyfill'

export const languages = ['en', 'es'] as const
export type Language = (typeof languages)[number]
export const fillings = ['practice', 'day', 'time', 'phone'] as const

export type Facts = Readonly<{
  practice: string
  phone: string
  startsAt: string
  /** IANA name; of the location. */
  zone: string
}>

const usual: Readonly<Record<Language, string>> = {
  en: '{practice}: you have an appointment on {day} at {time}. Questions: {phone}',
  es: '{practice}: usted tiene una cita el {day} a las {time}. Preguntas: {phone}',
}
const noPhone: Readonly<Record<Language, string>> = {
  en: '{practice}: you have an appointment on {day} at {time}.',
  es: '{practice}: usted tiene una cita el {day} a las {time}.',
}
const subjects: Readonly<Record<Language, string>> = {
  en: 'Your appointment with {practice}',
  es: 'Su cita con {practice}',
}
const answers: Readonly<Record<Language, string>> = {
  en: 'Reply C to confirm, R to ask for another time, X to cancel. STOP ends these messages.',
  es: 'Responda C para confirmar, R para pedir otra hora, X para cancelar. ALTO termina estos mensajes.',
}
const links: Readonly<Record<Language, string>> = {
  en: 'Confirm, ask for another time, cancel, or end these messages:',
  es: 'Confirme, pida otra hora, cancele o termine estos mensajes:',
}
const locales: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-US' }

/** Names in braces that are none of `fillings`; a template that has one is not taken. */
export const unknownFillings = (template: string): string[] =>
  [...template.matchAll(/\{([^}]*)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !(fillings as readonly string[]).includes(name))

/** `Spanish`, `es` and `Español` are Spanish, all else English. */
export const languageOf = (spoken: string): Language => (/^(es\b|spa|esp)/i.test(spoken.trim()) ? 'es' : 'en')

function fill(template: string, language: Language, { practice, phone, startsAt, zone }: Facts): string {
  const at = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone)
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locales[language], { ...options, timeZone: zone })
      .format(at.epochMilliseconds)
      .replaceAll('\u202f', ' ')
      .replaceAll('\u00a0', ' ')
  const filled: Readonly<Record<(typeof fillings)[number], string>> = {
    practice,
    phone,
    day: say({ weekday: 'long', month: 'long', day: 'numeric' }),
    time: say({ hour: 'numeric', minute: '2-digit' }),
  }
  // `a. m.` ends with the point that ends the sentence
  const said = filled.time.endsWith('.') ? template.replaceAll('{time}.', '{time}') : template
  return said.replaceAll(/\{(practice|day|time|phone)\}/g, (_all, name: keyof typeof filled) => filled[name])
}

/** `own`: the practice's words, empty for the usual. `link`: where an answer to an e-mail is given. */
export function wordsOfReminder(
  channel: 'email' | 'text',
  language: Language,
  facts: Facts,
  own: string,
  link: string | null,
): Readonly<{ subject: string; body: string }> {
  const template = own || (facts.phone === '' ? noPhone : usual)[language]
  const said = fill(template, language, facts)
  const answer = channel === 'text' ? answers[language] : link === null ? '' : `${links[language]}\n${link}`
  const ended = channel === 'text' && !/[.!?…]$/u.test(said) ? `${said}.` : said
  return {
    subject: fill(subjects[language], language, facts),
    body: [ended, answer].filter(Boolean).join(channel === 'text' ? ' ' : '\n\n'),
  }
}

/** What somebody answered; null where it is nothing that is known: that is for a person to read. */
export function readReply(text: string): 'confirm' | 'move' | 'cancel' | 'stop' | null {
  const word = text.trim().toUpperCase().replaceAll(/[.!]/g, '')
  if (['C', 'CONFIRM', 'YES', 'Y', 'CONFIRMAR', 'SI', 'SÍ'].includes(word)) return 'confirm'
  if (['R', 'RESCHEDULE', 'CAMBIAR'].includes(word)) return 'move'
  if (['X', 'CANCELAR'].includes(word)) return 'cancel'
  // what carriers know as the end of all messages (CTIA), CANCEL among it: whoever writes it wants no more of them
  if (['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'ALTO', 'PARAR'].includes(word))
    return 'stop'
  return null
}
