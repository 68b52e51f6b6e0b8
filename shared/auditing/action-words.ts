/**
 * What every recorded act is called, for whoever reads the log and for the patient it was about. A test holds the table complete:
 * there is no action without words. `did`: what it was to the patient's data, or null where it says nothing of it by itself.
 */
export type Did =
  'saw' | 'changed' | 'printed' | 'copied' | 'exported' | 'imported' | 'found' | 'audited' | null
type Words = readonly [words: string, did: Did]

export const actionWords: Readonly<Record<string, Words>> = {
  // coming in, and going
  'app.start': ['Holdfast started', null],
  'app.stop': ['Holdfast stopped', null],
  'session.sign-in': ['Signed in', null],
  'session.confirm': ['Showed once more who they are', null],
  'session.recover': ['Came in with a recovery code', null],
  'session.recover-practice': ['Came in with the practice’s recovery code', null],
  'session.pack-alone': ['Came in to the downtime pack alone', null],
  'session.turned-away': ['Was turned away while coming in', null],
  'session.lock': ['Workstation locked', null],
  'session.end': ['Signed out', null],
  'sign-in.unlock': ['Unlocked a name', null],
  'page.refused': ['A page was refused something', null],
  'clock.behind': ['The clock was found set back', null],
  'op.not-performed': ['Not performed after all', null],
  'password.change': ['Changed their password', null],
  'recovery-code.renew': ['Made a new recovery code', null],
  'credential.keep': ['Kept their changed keys', null],
  'second-factor.begin': ['Began to set up a second factor', null],
  'second-factor.finish': ['Set up a second factor', null],
  'second-factor.keep': ['Kept a second factor', null],
  'second-factor.renew-spare': ['Made new spare codes', null],
  'practice-code.renew': ['Made a new recovery code of the practice', null],
  'practice-code.confirm': ['Confirmed the practice’s new recovery code', null],
  'practice.create': ['Made the practice', null],
  'practice.join': ['Workstation joined the practice', null],

  // the log itself
  'audit.list': ['Read the audit log', 'audited'],
  'audit.view': ['Opened an entry of the audit log', 'audited'],
  'audit.choices': ['Opened the audit log', null],
  'audit.find-patient': ['Looked for a patient in the audit log', 'found'],
  'audit.access-report': ['Made a report of who saw a chart', 'audited'],
  'audit.save-report': ['Saved a report of the audit log', null],
  'audit.remove-report': ['Removed a saved report', null],
  'auditing.listReports': ['Asked for their saved reports', null],
  'audit.print': ['Printed a report of the audit log', 'printed'],
  'audit.export': ['Exported the audit log', 'exported'],
  'audit.export-report': ['Exported a report of the audit log', 'exported'],
  'audit.settle-alarm': ['Settled an alarm of the audit log', null],
  'audit.alarm': ['Alarm of the audit log', null],
  'audit.witness': ['Took the key of the cloud’s receipts', null],
  'audit.new-epoch': ['Began a new part of the audit log', null],

  // patients and charts
  'patient.search': ['Looked for a patient', 'found'],
  'patient.list': ['Looked at the list of patients', 'found'],
  'patient.register': ['Registered a patient', 'changed'],
  'patient.edit': ['Changed a patient’s details', 'changed'],
  'chart.open': ['Opened a chart', 'saw'],
  'chart.view': ['Looked at the summary', 'saw'],
  'timeline.view': ['Looked at the timeline', 'saw'],
  'problem.view': ['Looked at problems', 'saw'],
  'medication.view': ['Looked at medications', 'saw'],
  'allergy.view': ['Looked at allergies', 'saw'],
  'vitals.view': ['Looked at vital signs', 'saw'],
  'growth.view': ['Looked at growth', 'saw'],
  'result.view': ['Looked at results', 'saw'],
  'immunization.view': ['Looked at immunizations', 'saw'],
  'procedure.view': ['Looked at procedures', 'saw'],
  'document.view': ['Looked at the list of documents', 'saw'],
  'document.open': ['Opened a document', 'saw'],
  'document.choose-files': ['Chose files for a chart', null],
  'document.send-file': ['Brought in a file for a chart', 'changed'],
  'document.add': ['Added a document', 'changed'],
  'document.take-back': ['Took a document back', 'changed'],
  'document.mark-wrong': ['Marked a document as wrong', 'changed'],
  'document.unmark-wrong': ['Took back that a document is wrong', 'changed'],
  'encounter.view': ['Looked at visits', 'saw'],
  'care-plan.view': ['Looked at care plans', 'saw'],
  'original.list': ['Looked at other records', 'saw'],
  'original.read': ['Opened a record as it was imported', 'saw'],
  'growth-reference.load': ['Loaded growth charts', null],

  // what leaves the screen
  print: ['Printed', 'printed'],
  copy: ['Copied to the clipboard', 'copied'],

  // other systems
  'import.choose-folder': ['Chose a folder to import', null],
  'import.start': ['Began an import', null],
  'import.cancel': ['Stopped an import', null],
  'import.read-report': ['Read the report of an import', null],
  'import.list': ['Looked at imports', null],
  'import.open': ['Import: begun', null],
  'import.store': ['Import: records stored', 'imported'],
  'import.settle': ['Import: records linked', null],
  'import.close': ['Import: ended', null],

  // what needs a person
  'attention.list': ['Looked at what needs a person', null],
  'conflict.read': ['Looked at two versions of something', 'saw'],
  'conflict.resolve': ['Chose between two versions', 'changed'],
  'refused.view': ['Looked at a change that was refused', 'saw'],
  'refused.edit': ['Changed what was refused and sent it again', 'changed'],
  'refused.retry': ['Sent a refused change again', 'changed'],
  'refused.discard': ['Discarded a refused change', 'changed'],
  'file.retry': ['Tried again to send a file', null],

  // people
  'person.list': ['Looked at the list of people', null],
  'person.read': ['Looked at somebody’s access', null],
  'person.invite': ['Invited somebody', null],
  'person.add': ['Wrote down somebody who was invited', null],
  'person.reset': ['Gave somebody a new code', null],
  'person.replace-keys': ['Put new keys in place of somebody’s', null],
  'person.change-access': ['Changed somebody’s levels', null],
  'person.set-exception': ['Made an exception for somebody', null],
  'person.end-exception': ['Ended an exception', null],
  'person.suspend': ['Suspended somebody', null],
  'person.reinstate': ['Reinstated somebody', null],
  'person.set-last-day': ['Set somebody’s last day', null],
  'level.list': ['Looked at access levels', null],
  'level.save': ['Saved an access level', null],
  'level.archive': ['Archived an access level', null],
  'level.restore': ['Took an access level out of the archive', null],
  'sign-in-policy.set': ['Changed how people sign in', null],
  'access-review.list': ['Looked at access reviews', null],
  'access-review.sign-off': ['Signed an access review', null],
  'workstation.revoke': ['Revoked a workstation', null],

  // the cloud and downtime
  'cloud.connect': ['Connected the workstation to the cloud', null],
  'charts.hold': ['Changed which charts are held here', null],
  'enrolment-code.make': ['Made a code for another workstation', null],
  'pack.make': ['Made the downtime pack', null],
  'pack.list': ['Looked at what the downtime pack holds', null],
  'pack.view': ['Opened the downtime pack', 'saw'],
  'pack.choose': ['Put a patient into the downtime pack, or out of it', null],
  'pack.print': ['Printed from the downtime pack', 'printed'],
  'drill.start': ['Began a drill', null],
  'drill.end': ['Ended a drill', null],
  'outage.view': ['Looked at a time without the cloud', null],
  'outage.sign-off': ['Signed off a time without the cloud', null],

  // asked for without a right, or in vain: what succeeds of these is not recorded
  'access.getGate': ['Asked for the sign-in screen', null],
  'access.createPractice': ['Tried to make a practice', null],
  'access.joinPractice': ['Tried to join a practice', null],
  'access.getPracticeCode': ['Asked about the practice’s recovery code', null],
  'access.listLockedOut': ['Asked who is locked out', null],
  'access.lock': ['Asked to lock the workstation', null],
  'access.getMe': ['Asked who is signed in', null],
  'access.setPreference': ['Changed how their screen looks', null],
  'access.saveDraft': ['Kept a draft', null],
  'access.discardDraft': ['Discarded a draft', null],
  'access.getDraft': ['Asked for a draft', null],
  'access.listDrafts': ['Asked for their drafts', null],
  'access.getSignInPolicy': ['Asked how people sign in', null],
  'access.listWorkstations': ['Asked for the workstations', null],
  'charting.getStanding': ['Asked how current a chart is', null],
  'charting.listWaiting': ['Asked what of a chart waits to be sent', null],
  'charting.openCharts': ['Kept which charts are open', null],
  'charting.sendFilePart': ['Brought in a part of a file', null],
  'charting.getFilePart': ['Asked for a part of a document', null],
  'charting.getFileStates': ['Asked which files are here', null],
  'cloud.getAuditStanding': ['Asked how the audit log stands', null],
  'cloud.getConnection': ['Asked how the cloud is connected', null],
  'cloud.getChartsHeld': ['Asked which charts are held here', null],
  'cloud.tryNow': ['Asked to try the cloud now', null],
  'downtime.getReadiness': ['Asked how ready this workstation is for downtime', null],
}

/** Words for an action; of one that a later version wrote, its own name. */
export const wordsOfAction = (action: string): string => actionWords[action]?.[0] ?? action

export const didBy = (action: string): Did => actionWords[action]?.[1] ?? null

/** By these, data leaves the workstation: paper, the clipboard, a file. */
export const disclosing: readonly string[] = Object.keys(actionWords).filter((action) =>
  ['printed', 'copied', 'exported'].includes(didBy(action) ?? ''),
)
