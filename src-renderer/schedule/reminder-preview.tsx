/** What templates become, and when they would be sent: on one visit, as whoever is reminded would read it. */
import { languages, wordsOfReminder } from '../../shared/schedule/reminding/templates.ts'
import { useMe } from '../kernel/me.ts'
import {
  beforeText,
  exampleVisit,
  languageWords,
  sentTimes,
  type Policy,
  type PolicyValues,
} from './reminder-values.ts'
import classes from './setup.module.css'
import { whenText } from './when-text.ts'

/** `policy`: null while something of it cannot be read; the words are shown all the same. */
export function ReminderPreview({ policy, values }: { policy: Policy | null; values: PolicyValues }) {
  const { practiceName, timeZone, today } = useMe()
  const visit = exampleVisit(today, timeZone)
  const facts = {
    practice: values.sender.trim() || practiceName,
    phone: values.phone.trim(),
    startsAt: visit.startsAt,
    zone: timeZone,
  }
  const words = (channel: 'email' | 'text', language: 'en' | 'es') =>
    wordsOfReminder(
      channel,
      language,
      facts,
      values.templates[language].trim(),
      channel === 'email' ? 'https://…' : null,
    )
  return (
    <section className={classes['preview']} aria-labelledby="becomes">
      <h2 id="becomes">What it becomes</h2>
      <p className={classes['dim']}>Of a visit on {whenText(visit.startsAt, timeZone)}</p>
      {policy && (
        <ul className={classes['sent']}>
          {sentTimes(policy, visit, timeZone).map(({ hours, at, isLater }) => (
            <li key={hours}>
              <span>{beforeText(hours)}</span>
              <span>
                {at === null ? 'not sent: it is quiet until the visit' : whenText(at, timeZone)}
                {isLater && <small> once it is no longer quiet</small>}
              </span>
            </li>
          ))}
          {policy.hoursBefore.length === 0 && <li>Never: no time is chosen.</li>}
        </ul>
      )}
      {languages.map((language) => (
        <div key={language} className={classes['messages']}>
          <h3>{languageWords[language]}</h3>
          {values.text && (
            <figure>
              <figcaption>Text message</figcaption>
              <p lang={language}>{words('text', language).body}</p>
            </figure>
          )}
          {values.email && (
            <figure>
              <figcaption>
                E-mail: <span lang={language}>{words('email', language).subject}</span>
              </figcaption>
              <p lang={language}>{words('email', language).body}</p>
            </figure>
          )}
        </div>
      ))}
    </section>
  )
}
