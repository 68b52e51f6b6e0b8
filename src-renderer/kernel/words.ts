/** Every reason the vault may give, as a sentence: what happened, what is safe, what to do next. A test holds it complete. */
import { amendmentSentences } from './words-of-amendments.ts'
import { disclosureSentences } from './words-of-disclosures.ts'
import { accessSentences } from './words-of-access.ts'
import { privacySentences } from './words-of-privacy.ts'
import { exportSentences } from './words-of-exports.ts'
import { retentionSentences } from './words-of-retention.ts'
import { flowSentences } from './words-of-schedule-flow.ts'
import { apartSentences } from './words-of-schedule-apart.ts'
import { scheduleSentences } from './words-of-schedule.ts'
import { outsideSentences } from './words-of-schedule-outside.ts'
import { scheduleSetupSentences } from './words-of-schedule-setup.ts'
import type { AppError } from '../../shared/kernel/errors.ts'

const sentences: Readonly<Record<string, string>> = {
  ...privacySentences,
  ...amendmentSentences,
  ...disclosureSentences,
  ...retentionSentences,
  ...apartSentences,
  ...flowSentences,
  ...exportSentences,
  ...accessSentences,
  ...scheduleSentences,
  ...outsideSentences,
  ...scheduleSetupSentences,
  // keychain
  'keychain.unusable-linux':
    'This computer has no Secret Service to keep the device key in. Install and unlock a keyring (GNOME Keyring or KWallet), sign in to the desktop again, then start Holdfast.',
  'keychain.unusable-macos':
    'The macOS Keychain cannot be read. Unlock it in Keychain Access, then start Holdfast again.',
  'keychain.unusable-windows':
    'Windows Credential Manager cannot be read. Sign in to Windows again, then start Holdfast.',
  'keychain.entry-missing':
    'The keychain no longer has this workstation’s device key. The records are here, encrypted and untouched. A printed recovery code opens them: your own, or the practice’s.',
  'keychain.entry-wrong':
    'The keychain has a different device key than the one these records were written with. The records are untouched. A printed recovery code opens them: your own, or the practice’s.',
  'keychain.entry-damaged':
    'The device key in the keychain is damaged. The records are untouched. Restore the keychain, or call support.',
  'keychain.entry-exists':
    'The keychain already has a device key under this name. Nothing was changed. Call support.',
  'keychain.read-back':
    'The keychain did not keep the device key. Nothing was made. Check the keychain, then try again.',
  'keychain.write-failed':
    'The keychain refused the device key. Nothing was made. Unlock the keychain, then try again.',
  'host.failed': 'The computer could not do that. Nothing was changed. Try again.',
  'clock.behind':
    'The clock of this computer is behind what was recorded here before. Set it right: what is recorded until then carries a wrong time.',
  // store
  'store.disk-full':
    'The disk is full. This was not saved; everything saved before is safe. Free some space, then try again.',
  'store.read-only':
    'The disk cannot be written to. This was not saved; everything saved before is safe. Check the disk and its permissions.',
  'store.disk-error':
    'The disk reported an error. This was not saved; everything saved before is kept. Have the disk checked.',
  'store.damaged':
    'Part of the record store on this disk is damaged. Nothing was deleted or replaced. Stop working on this workstation and call support: the store can be restored.',
  'store.wrong-key':
    'The record store does not open with this workstation’s key. Nothing was changed. Call support.',
  'store.plaintext':
    'There is an unencrypted database where the record store should be. Holdfast did not open it. Call support.',
  'store.missing':
    'The record store is not where it should be. Nothing was made in its place. Restore the folder from its backup, or call support.',
  'store.exists': 'There is a record store here already. Nothing was changed.',
  'store.newer':
    'These records were written by a newer version of Holdfast. Nothing was changed. Install the newer version.',
  'store.busy':
    'Another program holds the record store, as a backup does. This was not saved; everything saved before is safe. Try again in a moment.',
  'store.packed-format':
    'This document was stored by a newer version of Holdfast. Install the newer version to read it.',
  'audit.no-alarm': 'That is settled already.',
  'audit.about-you': 'It is about a time you were signed in there. Somebody else settles it.',
  'audit.alone-changed': 'Who may settle this has changed. Look at it again.',
  'audit.period': 'The period ends before it begins.',
  'audit.no-entry': 'This computer’s log has no entry of that number any more.',
  'audit.whole-off': 'The practice’s audit log is not kept at this workstation.',
  'audit.no-patient':
    'This computer has no patient of that id. The report can be made at a computer of the practice that has.',
  'export.must-encrypt':
    'What you export is encrypted. An administrator can give the right to export in the clear.',
  'audit.too-many':
    'A report of more than {most} entries is too much for a table. Narrow it, or export the whole log on the screen Cloud.',
  'audit.many-reports': '{max} reports are saved already. Remove one that is not used.',
  'audit.export-exists': 'There is a file of that name already. Nothing was written; try again in a moment.',
  'audit.unwritable':
    'What is done here cannot be recorded, so nothing more is done. Everything saved is safe. Free disk space or call support.',
  'row.changed':
    'Somebody changed this since it was opened. Your version is still here; compare it with the present one, then save again.',
  'row.exists': 'This is already recorded.',
  'row.missing': 'This is no longer there.',
  'lease.used-up':
    'This workstation has no more record numbers to give out. Connect it to the practice’s cloud to get more.',
  'draft.damaged': 'The unfinished draft cannot be read any more.',
  // input
  'input.invalid': 'Something in the form is not right: {fields}.',
  'input.too-large': 'That is too much at once.',
  'input.not-json': 'The program sent something unreadable. Nothing was changed.',
  'input.not-text': 'The program sent something unreadable. Nothing was changed.',
  'contract.unknown': 'This version of Holdfast cannot do that.',
  'text.required': 'Needed.',
  'text.too-long': 'Longer than fits here.',
  'text.control-character': 'Contains characters that cannot be shown. Type it again.',
  'text.not-unicode': 'Contains half a character. Type it again.',
  'date.partial': 'A year, a month and year, or a full date.',
  'phone.form': 'Ten digits, as 617-555-0142; from another country, begin with +.',
  'zip.form': 'Five digits, or nine.',
  'state.unknown': 'Two letters, as MA.',
  'email.form': 'An address like name@example.org.',
  'npi.check-digit': 'Not an NPI: ten digits, the last one checks the others.',
  'mrn.form': 'A whole number, from 1 to 899,999,999.',
  'payer-id.form': '2 to 20 letters and digits.',
  'money.unreadable': 'An amount, as 12.50.',
  'money.too-large': 'That is more than can be counted here.',
  // patients and chart
  'patient.not-found': 'This patient is not on this workstation.',
  'patient.duplicate':
    'Somebody with the same name and birth date is already a patient. Open that chart, or say that it is someone else.',
  'encounter.not-found': 'This visit is not in the chart.',
  'document.not-found': 'This document is not in the chart.',
  'document.elsewhere':
    'The document itself did not come with the record: it lies where the record came from. What is known of it stands beside.',
  'document.no-file': 'Choose a file first.',
  'document.too-many-files': 'Twenty files make one document at most. Add the rest as another.',
  'document.not-yours': 'Somebody else added this document. Nothing was changed. If it is wrong, mark it so.',
  'document.too-late':
    'It was added more than {minutes} minutes ago and stays in the chart. If it is wrong, mark it so.',
  'document.wrong-already': 'Somebody has marked this document as entered in error already.',
  'document.not-wrong': 'This document was not marked here as entered in error. Nothing was changed.',
  'file.kind':
    'Holdfast cannot show a file of this kind, so it was not taken. Save it as a PDF, or as a JPEG or PNG picture, and choose that.',
  'file.heic':
    'This is a photo as some phones keep them (HEIC), which cannot be shown here, so it was not taken. Send it from the phone as a JPEG, or save it as one.',
  'file.tiff':
    'This is a TIFF, as some scanners and faxes write it, which cannot be shown here, so it was not taken. Save it as a PDF and choose that.',
  'file.not-what-it-says':
    'What is in this file is not what its name says, so it was not taken. Open it where it came from, save it anew, and choose that.',
  'file.too-large':
    'This file is larger than 100 MB, so it was not taken. Scan it in black and white, at 300 dpi or less, or in two parts.',
  'file.empty': 'There is nothing in this file, so it was not taken.',
  'file.unreadable':
    'This file could not be read to its end, so it was not taken. Check that it is still there, and choose it again.',
  'file.not-begun': 'This file did not come through whole, so it was not taken. Drop or paste it again.',
  'file.not-open': 'This file was opened too long ago. Close it and open it again.',
  'file.not-here': 'The bytes of this file are not on this computer.',
  'file.not-staged': 'One of the files is not kept here any more. Nothing was added. Choose it again.',
  'file.damaged':
    'The copy of this file on this computer is damaged, and it had not reached the cloud. What is left of it is not shown. If the paper is still there, scan it again and mark this one as entered in error.',
  'blob.not-sent':
    'It has not reached the cloud after several tries, though everything else does. It is kept on this computer, and tried again by itself.',
  'blob.not-got':
    'It could not be brought from the cloud after several tries, though everything else could. Try again; if it happens again, call support.',
  'original.not-found': 'The original of this record is not in the chart.',
  // import
  'import.folder-unreadable':
    'That folder cannot be read. Nothing was imported. Check that you may open it, then choose it again.',
  'import.folder-unknown': 'The folder was chosen too long ago. Nothing was imported. Choose it again.',
  'import.charts-away':
    'This computer does not hold every chart, so what is imported could not be compared with what is known. Nothing was imported. Import on a computer that holds every chart, or have this one hold them: screen Cloud.',
  'import.running': 'An import is running. Wait until it is finished, or cancel it, then start this one.',
  'import.not-running': 'That import is not running any more.',
  'import.unknown': 'This workstation does not know of that import.',
  // the cloud
  'enrol.address': 'A name or an address, as cloud.clinic.example:8443.',
  'enrol.not-a-code': 'That is not a whole code. It has nine groups of four; look for a slip in one of them.',
  'enrol.code':
    'The cloud does not take this code: it was used, is older than ten minutes, or never was one. Get a new one.',
  'enrol.pin':
    'Something answered there, but it is not the cloud this code is from. Check the address. If it is right, something stands between: do not go on, and tell those who run your network.',
  'enrol.other-kind':
    'This code is for the other way in: one starts a practice in the cloud, the other joins one that is there.',
  'enrol.practice-exists':
    'The cloud has this practice already, from another workstation. Nothing was changed. Call support.',
  'enrol.other-practice':
    'This code is of another practice. Nothing was changed here. Get one from a workstation of this practice.',
  'enrol.voucher':
    'What came with this code was changed on its way. Nothing was made. Do not go on, and tell those who run the cloud.',
  'enrol.request': 'The cloud could not read what this workstation asked. Nothing was changed. Call support.',
  'enrol.not-understood':
    'The practice’s cloud is of another version than this workstation. Install the newest Holdfast, then join again.',
  'user.unknown':
    'The cloud does not know this user yet. Wait until everything here has been sent, then try again.',
  'cloud.connected': 'This workstation is connected to a cloud already.',
  'cloud.none': 'This workstation is not connected to a cloud.',
  'cloud.unreachable':
    'The cloud could not be reached. Nothing was changed. Check the network and the address, then try again.',
  'vault.cloud-file':
    'What this workstation knows of the cloud cannot be read. Your work is kept here. Call support.',
  // the downtime pack
  'pack.none':
    'No downtime pack has been made on this workstation yet. One is made by itself while somebody is signed in.',
  'pack.damaged':
    'The downtime pack on this disk cannot be read. The record is not touched by that; make the pack again.',
  'pack.not-made':
    'The downtime pack could not be made. The one there was is kept. Try again; if it happens again, call support.',
  'pack.pages':
    'The downtime pack has been made again since and has other pages. Close it, open it anew, then print.',
  'pack.store-opens': 'The record store opens: there is no need for the pack alone. Sign in as ever.',
  // drills, and settling up
  'drill.running': 'A drill is under way. End it first.',
  'drill.none': 'No drill is under way any more.',
  'drill.cloud-away':
    'The cloud is not reached now, so this is no drill. Work goes on as it is; start a drill when the cloud is back.',
  'outage.not-found': 'This workstation does not know of that time without the cloud.',
  'outage.going-on': 'This is not over yet. It is settled when the cloud is back.',
  'outage.unsettled':
    'Some of what was done meanwhile waits to be sent, or was refused and is not settled. See to that first, then sign off.',
  'outage.signed': 'Somebody has signed this off already.',
  // what waits for a person
  'chart.not-here':
    'The chart this is about is on its way to this computer. Nothing was changed. Choose when it is here; without the cloud, choose at another computer.',
  'conflict.not-found': 'This conflict is not on this workstation.',
  'conflict.undecided': 'Choose one of the two for each line first.',
  'conflict.newer':
    'This was written with a later version of Holdfast. Choose on a workstation that was updated, or update this one.',
  'conflict.row-gone': 'What this is about is no longer there; its text stays readable here.',
  'attention.settled': 'Somebody has settled this already.',
  'attention.not-yours': 'This also says something of a chart. Somebody who reads charts has to settle it.',
  'attention.not-editable': 'This cannot be put right here. Send it again, or give it up and enter it anew.',
  // why the cloud did not take something
  'op.dependency-missing': 'It builds on something that has not arrived yet.',
  'op.dependency-refused': 'It builds on something that was not taken.',
  'op.mismatch': 'Another change came in under the same number.',
  'op.damaged': 'It did not arrive as it was sent.',
  'op.text': 'It contains characters that no database keeps. Enter it again without them.',
  'record.unknown': 'The cloud does not know this kind of record yet.',
  'record.cloud-only': 'Only the cloud itself may say this. Call support.',
  'field.unknown': 'The cloud does not know one of its fields yet.',
  'field.immutable': 'Somebody had already settled a part of it that does not change.',
  'row.invalid': 'Together with what others changed it would not be valid.',
  'row.lost-by-cloud': 'The cloud was restored and no longer has it; this is the copy of this workstation.',
  'actor.unknown': 'Its author is not known to the practice.',
  'actor.revoked': 'Its author no longer works in the practice.',
  'actor.not-permitted':
    'Its author may not do this any more, or never could. Somebody who may can enter it.',
  unexpected:
    'Something went wrong inside Holdfast. What was saved before is safe. Try again; if it happens again, call support.',
}

/** The sentence for a refusal; for one this version has no words for, the general one. */
export const wordsFor = (error: Pick<AppError, 'reason' | 'params'>): string =>
  wordsOf(error.reason, error.params)

export function wordsOf(reason: string, params: Readonly<Record<string, string>> = {}): string {
  const sentence = sentences[reason] ?? sentences['unexpected'] ?? ''
  const all: Readonly<Record<string, string>> = { wait: waitWords(Number(params['seconds'] ?? 0)), ...params }
  return sentence.replace(/\{(\w+)\}/g, (_whole, name: string) => all[name] ?? '')
}

/** `4 minutes 20 seconds`, never less than a second. */
export function waitWords(seconds: number): string {
  const left = Math.max(1, Math.ceil(seconds))
  const of = (count: number, unit: string) => (count === 0 ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`)
  return [of(Math.floor(left / 60), 'minute'), of(left % 60, 'second')].filter(Boolean).join(' ')
}

export const knownReasons: ReadonlySet<string> = new Set(Object.keys(sentences))
