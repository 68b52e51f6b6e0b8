/** What is said of the audit log: how far somebody else can vouch for it, and what does not fit. */
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getAuditStanding } from '../../shared/cloud/get-audit-standing.ts'
import { momentText } from '../kernel/dates.ts'
import { numberText } from '../kernel/pace-text.ts'

export type AuditStandingAnswer = OutputOf<typeof getAuditStanding>
export type AuditAlarmLine = AuditStandingAnswer['alarms'][number]

/** `isConnected`: a cloud has been named. */
export function witnessedText({ witnessedAt, waiting }: AuditStandingAnswer, isConnected: boolean): string {
  if (!isConnected) return 'Kept here; witnessed once there is a cloud'
  if (witnessedAt === null) return 'Not witnessed yet; it is sent by itself, also while locked'
  const rest =
    waiting > 0 ? `; ${numberText(waiting)} later ${waiting === 1 ? 'entry waits' : 'entries wait'}` : ''
  return `Witnessed by the cloud up to ${momentText(witnessedAt)}${rest}`
}

export const alarmWords: Readonly<Record<AuditAlarmLine['kind'], Readonly<{ short: string; long: string }>>> =
  {
    fork: {
      short: 'Audit log: two histories of one computer',
      long: 'The cloud was sent two different audit logs of one computer. It was copied, or set back to an earlier state and used from there. Both are kept; nothing was overwritten. Find out whether a copy of this computer’s disk is in use.',
    },
    'set-back': {
      short: 'Audit log: set back to an earlier state',
      long: 'The audit log of a computer ends before what was seen of it earlier: its disk or its folder was restored from a backup. What the cloud had is kept there. If nobody restored it, find out who did.',
    },
    rewritten: {
      short: 'Audit log: the cloud’s copy does not go on from what it was',
      long: 'What the cloud shows of the practice’s audit does not go on from what this computer was shown before. Nothing is taken from it as proven, and nothing is let go here, until somebody has looked. Call those who run the cloud; settle this only when they have said why.',
    },
    'other-key': {
      short: 'Audit log: receipts are signed with another key',
      long: 'The cloud signs for the audit log with another key than before. Nothing is taken as proven until somebody has looked. Ask those who run the cloud whether they have changed it; when it is settled, the new key is taken.',
    },
    forged: {
      short: 'Audit log: entries that are not the computer’s own',
      long: 'The cloud was sent entries that do not fit into the audit log of their computer, or were not written with its key. They are kept beside the log. Find out who can write to that computer’s disk.',
    },
    damaged: {
      short: 'Audit log: it does not verify on a computer',
      long: 'The audit log on this computer holds entries that are not what they were when they were written. What the cloud had before is whole. From here on a new part of the log is written. Keep this computer as it is and call support.',
    },
    silent: {
      short: 'Audit log: a computer sends its work and not its log',
      long: 'A computer of the practice has sent changes for hours and nothing of its audit log. See on that computer, on the screen Cloud, how far its log is witnessed; restart Holdfast there.',
    },
    'cloud-restored': {
      short: 'Audit log: the cloud was restored',
      long: 'The cloud began a new history, as after a restore from its backup. What it had lost of this computer’s audit log was sent again. If nobody restored it, call those who run the cloud.',
    },
    keychain: {
      short: 'Audit log: the keychain of a computer was reset',
      long: 'The keychain of a computer had lost what opens its records, and the practice’s recovery code put another key there. If nobody reinstalled the computer or reset its keychain, find out who did, and renew the recovery code.',
    },
    clock: {
      short: 'Audit log: the clock of a computer is wrong, or was set',
      long: 'The clock of a computer is more than a minute from the cloud’s, or was set by more than a minute. Entries keep the time they were written with; beside each stands what it was by the cloud’s time, where that is known. Let the operating system keep the clock, and find out who set it.',
    },
  }
