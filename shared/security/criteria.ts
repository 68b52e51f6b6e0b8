/**
 * How far what the law asks of access and audit is met here now, by what the running system says: 45 CFR 164.312 and 45 CFR
 * 170.315(d), with the clocks of 170.210(g). A line says what is so; whether that is enough is for whoever answers for it.
 */
import { isOff } from '../audit/clock-state.ts'
import { clockStateText, offsetText } from '../audit/clock-words.ts'
import type { OutputOf } from '../kernel/contract.ts'
import type { getPosture, Policy } from './get-posture.ts'
import type { verifyLog } from './verify-log.ts'

type Posture = OutputOf<typeof getPosture>
type Verdict = OutputOf<typeof verifyLog>

/** `look`: somebody has something to do. `part`: the product does not do all of it yet; `no`: nothing of it. */
export type Met = 'met' | 'look' | 'part' | 'no'
export type Line = Readonly<{ id: string; asks: string; met: Met; says: string }>

/** `verdict`: of the log, null where it was not proven now. */
export function criteria({ facts, policies }: Posture, verdict: Verdict | null): Line[] {
  const value = (key: Policy['key']) => policies.find((each) => each.key === key)?.value ?? ''
  const { people, audit, store, connection } = facts
  const met = (isMet: boolean): Met => (isMet ? 'met' : 'look')
  const log =
    verdict === null
      ? 'It was not proven now.'
      : verdict.holds
        ? `Proven now: ${verdict.entries} entries, none changed.`
        : `Entry ${verdict.firstBad ?? 0} is not as it was written.`
  const chain = `${audit.entries} entries, ${audit.waiting} not signed for by the cloud yet, ${audit.alarms} open alarms. ${log}`
  const chainMet = met(audit.alarms === 0 && verdict?.holds === true)
  const sealed = met(store.isSealed && store.spillsNothing && !facts.keyInFile)
  const rest = `${store.cipher} with AES-256 for every file of records, ${store.isSealed ? 'no readable byte at its head' : 'readable on the disk'}, ${store.spillsNothing ? 'nothing spilled to other files' : 'large sorts spill to other files'}; the key is ${facts.keyInFile ? 'in a file, as of a demonstration' : 'in the keychain of the operating system'}.`
  const way = connection
    ? `${connection.protocol} with ${connection.cipher}, the practice’s own authority and nothing else, both sides with a certificate.`
    : 'No answer of the cloud has come since sign-in; nothing is sent anywhere else.'
  const factor = `${people.withFactor} of ${people.active} people have a second factor; asked of ${value('second-factor')}.`
  const { clock } = facts
  const clockOff = clock?.measured ? isOff(clock.measured) : false
  // what the cloud measured is as good as the word of the operating system, and better
  const clockKnown = clock !== null && (clock.state === 'synchronised' || clock.measured !== null)
  const dated =
    clock === null
      ? 'Nothing was recorded of the clock yet.'
      : `${clockStateText(clock)}. ${clock.measured ? `${offsetText(clock.measured)}.` : 'Not compared with the cloud’s yet.'} ${clock.changes === 0 ? 'It was not set while Holdfast ran.' : `Set ${clock.changes} times while Holdfast ran; each is recorded.`}`
  const idle = `After ${value('idle-minutes')} minutes without input, and ${value('absolute-hours')} hours in any case; then the keys leave the memory.`
  return [
    {
      id: '164.312(a)(2)(i)',
      asks: 'Unique user identification',
      met: 'met',
      says: `${people.active} people, each with a name that is never given twice; no shared account can be made.`,
    },
    {
      id: '164.312(a)(2)(ii)',
      asks: 'Emergency access procedure',
      met: met(facts.overdueCases === 0),
      says: `For identified people, one chart, ${value('emergency-minutes')} minutes, offline too; ${facts.openCases} cases wait, ${facts.overdueCases} overdue.`,
    },
    { id: '164.312(a)(2)(iii)', asks: 'Automatic logoff', met: 'met', says: idle },
    { id: '164.312(a)(2)(iv)', asks: 'Encryption and decryption', met: sealed, says: rest },
    { id: '164.312(b)', asks: 'Audit controls', met: chainMet, says: chain },
    {
      id: '164.312(c)',
      asks: 'Integrity',
      met: chainMet,
      says: 'Every change is one op with what was there before; every entry is chained to the one before. A page that was changed on the disk does not open; an older copy that is put back is found by the audit log, not by the store.',
    },
    {
      id: '164.312(d)',
      asks: 'Person or entity authentication',
      met: met(people.withFactor === people.active),
      says: factor,
    },
    {
      id: '164.312(e)',
      asks: 'Transmission security',
      met: met(connection === null || connection.protocol === 'TLSv1.3'),
      says: way,
    },
    {
      id: '164.308(a)(4)',
      asks: 'Access authorization, duties apart',
      met: met(people.withBoth.length === 0 || people.active + people.waiting < 2),
      says: dutiesText(people),
    },
    { id: '170.210(g)', asks: 'Synchronized clocks', met: met(clockKnown && !clockOff), says: dated },
    {
      id: '170.315(d)(1)',
      asks: 'Authentication, access control, authorization',
      met: met(facts.lastReview !== null || people.active < 2),
      says: `What each may do is signed by the cloud for ${value('lease-hours')} hours. ${people.administrators} may give access, ${people.exceptions} exceptions hold. ${facts.lastReview === null ? 'Access was not reviewed yet.' : `Last reviewed ${facts.lastReview.slice(0, 10)}.`}`,
    },
    {
      id: '170.315(d)(2)',
      asks: 'Auditable events and tamper-resistance',
      met: chainMet,
      says: `Recording cannot be turned off. ${chain}`,
    },
    {
      id: '170.315(d)(3)',
      asks: 'Audit reports',
      met: 'met',
      says: 'By period, patient and person, each report recorded itself.',
    },
    {
      id: '170.315(d)(4)',
      asks: 'Amendments',
      met: met(facts.overdueAmendments === 0),
      says: `Requests are decided within 60 days and linked to the entry, which stays; ${facts.openAmendments} wait, ${facts.overdueAmendments} overdue.`,
    },
    { id: '170.315(d)(5)', asks: 'Automatic access time-out', met: 'met', says: idle },
    {
      id: '170.315(d)(6)',
      asks: 'Emergency access',
      met: 'met',
      says: `Set up beforehand as a right; ${facts.restrictedCharts} charts are restricted.`,
    },
    {
      id: '170.315(d)(7)',
      asks: 'End-user device encryption',
      met: sealed,
      says: `${rest} There is no way to turn it off.`,
    },
    {
      id: '170.315(d)(8)',
      asks: 'Integrity of what is received',
      met: 'met',
      says: 'SHA-256 over every page and every file, looked at on receipt.',
    },
    {
      id: '170.315(d)(9)',
      asks: 'Trusted connection',
      met: met(connection === null || connection.protocol === 'TLSv1.3'),
      says: way,
    },
    {
      id: '170.315(d)(10)',
      asks: 'Auditing actions on health information',
      met: chainMet,
      says: 'Each entry names the kind of data, the patient, who, when and with what outcome.',
    },
    {
      id: '170.315(d)(11)',
      asks: 'Accounting of disclosures',
      met: 'part',
      says: 'Prints, copies and exports are recorded under the patient, with date, time and user; for whom and why is asked of exported records and of reports of the log, not of every print.',
    },
    {
      id: '170.315(d)(12)',
      asks: 'Encrypt authentication credentials',
      met: 'met',
      says: facts.kdf
        ? `Argon2id, ${facts.kdf.memoryMiB} MiB and ${facts.kdf.passes} passes at least; what is stored opens nothing by itself.`
        : 'Nobody has a password yet.',
    },
    {
      id: '170.315(d)(13)',
      asks: 'Multi-factor authentication',
      met: met(people.withFactor === people.active),
      says: `Codes by RFC 6238, also without a network. ${factor}`,
    },
  ]
}

/** Who gives access and reads charts, and what is to be done about it. */
function dutiesText({ withBoth, active, waiting }: Posture['facts']['people']): string {
  if (withBoth.length === 0) return 'Nobody who gives access reads charts. Nobody decides about their own.'
  const who = withBoth.join('; ')
  if (active + waiting < 2)
    return `${who} works alone and has both. Nobody decides about their own access; what they do is in the log, which the cloud signs for.`
  return `${who} ${withBoth.length === 1 ? 'gives' : 'give'} access and ${withBoth.length === 1 ? 'reads' : 'read'} charts. Give administering to somebody who reads none, or invite an account of its own for it, and let them take it from ${withBoth.length === 1 ? 'this one' : 'these'}.`
}
