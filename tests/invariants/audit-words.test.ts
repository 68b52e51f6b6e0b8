/** Every act that is recorded has words, for an auditor and for a patient, and no words are left of one that is not. */
import { expect, test } from 'vitest'
import { actionWords, didBy, disclosing } from '../../shared/auditing/action-words.ts'
import { categoryWords, outcomeWords } from '../../shared/auditing/entry-words.ts'
import { outcomes } from '../../shared/audit/entry.ts'
import { records } from '../../shared/catalog.ts'
import { dataCategories } from '../../shared/kernel/contract.ts'
import { partOfRecord } from '../../shared/kernel/parts-of-chart.ts'
import { everyContract } from '../kit/examples.ts'
import { code, filesIn, textOf, withoutComments } from '../kit/sources.ts'

/** What is refused of a contract that leaves no entry when it succeeds is recorded under its own name. */
const ofContracts = everyContract.map(({ name, audit }) => ('action' in audit ? audit.action : name))

/** What main, the vault and the log record by themselves. */
const literal = /\baction: '([a-z-]+\.[a-z-]+)'|\bownEntry\('([a-z.-]+)'|'(practice\.(?:create|join))'/g
const computed = /\baction: [^\n]*\? '([a-z-]+\.[a-z-]+)' : '([a-z-]+\.[a-z-]+)'/g
const ofMain = filesIn(['src-main'], code)
  .map((file) => withoutComments(textOf(file)))
  .flatMap((text) => [...text.matchAll(literal), ...text.matchAll(computed)])
  .flatMap(([, ...names]) => names.filter((name) => name !== undefined))

const recorded = new Set([...ofContracts, ...ofMain])

test('the sources are read: a test that finds no act proves nothing', () => {
  expect(ofContracts.length).toBeGreaterThan(120)
  for (const action of [
    'app.start',
    'session.lock',
    'session.end',
    'audit.alarm',
    'practice.join',
    'clock.behind',
  ])
    expect(ofMain).toContain(action)
})

test('every act has words, and nothing is worded that is never recorded', () => {
  expect([...recorded].filter((action) => !Object.hasOwn(actionWords, action))).toEqual([])
  expect(Object.keys(actionWords).filter((action) => !recorded.has(action))).toEqual([])
})

test('words are plain, and no two acts are called the same', () => {
  const all = Object.values(actionWords).map(([words]) => words)
  for (const words of all) expect(words).toMatch(/^[A-Z][^._{}]+$/)
  expect(new Set(all).size).toBe(all.length)
})

test('whatever shows or changes a chart, and whatever leaves the workstation, says what it did', () => {
  const aboutData = everyContract.flatMap(({ audit, permission }) =>
    'action' in audit && permission === 'chart.read' && audit.category !== 'configuration'
      ? [audit.action]
      : [],
  )
  const silent = new Set(['attention.list', 'pack.list', 'pack.make', 'pack.choose', 'file.retry'])
  expect(aboutData.filter((action) => didBy(action) === null && !silent.has(action))).toEqual([])
  expect([...disclosing].toSorted()).toEqual([
    'audit.export',
    'audit.export-report',
    'audit.print',
    'copy',
    'disclosure.export',
    'pack.print',
    'print',
    'record.export',
  ])
})

test('every kind of data and every outcome has words', () => {
  expect(Object.keys(categoryWords).toSorted()).toEqual([...dataCategories].toSorted())
  expect(Object.keys(outcomeWords).toSorted()).toEqual([...outcomes].toSorted())
})

/** Of the chart as a whole, and why no part is more exact. */
const acts = 'the request it is about says which entry, and was recorded under its part'
const refused = 'what is given up or sent again was shown before, under its part'
const told = 'what was told may be of any part, in words'
const pack = 'of many patients, the same of each'
const ofWholeCharts: Readonly<Record<string, string>> = {
  'access.copyText': 'any text of a chart that somebody has marked by hand',
  'access.logPrint': 'its detail and the report say what was printed',
  'access.noteScreenPicture': 'the key is seen, and not what the screen shows',
  'amendments.acceptAmendment': acts,
  'amendments.addDisagreement': acts,
  'amendments.addRebuttal': acts,
  'amendments.denyAmendment': acts,
  'amendments.getChartAmendments': 'all that was asked about a chart',
  'amendments.listAmendments': 'all that is open at the practice',
  'amendments.noteTold': acts,
  'amendments.putOffAmendment': acts,
  'amendments.withdrawAmendment': acts,
  'attention.discardRefused': refused,
  'attention.listAttention': 'how much waits, of whatever part',
  'attention.retryRefused': refused,
  'charting.getChart': 'the summary: its detail lists its parts',
  'disclosures.correctDisclosure': told,
  'disclosures.printGiven': 'its detail and the report say what was printed',
  'disclosures.recordDisclosure': told,
  'downtime.chooseForPack': pack,
  'downtime.getPack': pack,
  'downtime.makePack': pack,
  'downtime.printPack': pack,
  'exchange.listOtherRecords': 'what came in and is of no part',
  'exports.exportRecord': 'the whole record leaves',
  'exports.notePatientExported': 'the whole record leaves',
  'privacy.endEmergency': 'the whole chart was open',
  'privacy.openInEmergency': 'the whole chart opens',
}

test('what shows or changes one part of a chart is recorded under that part', () => {
  const whole = everyContract.filter(
    ({ audit }) => 'action' in audit && audit.category === 'chart' && audit.part === undefined,
  )
  expect(whole.map(({ name }) => name).toSorted()).toEqual(Object.keys(ofWholeCharts).toSorted())
  for (const reason of Object.values(ofWholeCharts)) expect(reason.length).toBeGreaterThan(10)
  const without = Object.values(records).filter(
    ({ type, patient }) => patient !== null && partOfRecord(type) === null,
  )
  // a conflict is of the part of the record it is about
  expect(without.map(({ type }) => type)).toEqual(['conflict'])
})

/** What 45 CFR 170.210(e)(1) and row A1 ask to be recorded, each by acts that are. */
const kindsOfEvents: Readonly<Record<string, readonly string[]>> = {
  'coming in, and being refused': [
    'session.sign-in',
    'session.recover',
    'session.turned-away',
    'session.confirm',
  ],
  'going and locking': ['session.end', 'session.lock'],
  viewing: ['chart.open', 'chart.view', 'medication.view', 'problem.view', 'document.open', 'original.read'],
  querying: ['patient.search', 'patient.list', 'audit.list', 'schedule.view'],
  creating: ['patient.register', 'document.add', 'appointment.book', 'amendment.record'],
  changing: ['patient.edit', 'entry.mark', 'conflict.resolve', 'appointment.move'],
  deleting: ['document.take-back', 'block.remove', 'purge.confirm', 'audit.drop-whole'],
  printing: ['print', 'pack.print', 'audit.print'],
  copying: ['copy', 'screen-picture'],
  exporting: ['record.export', 'export.start', 'audit.export', 'audit.export-report'],
  importing: ['import.start', 'import.store', 'message.take', 'document.send-file'],
  signing: ['access-review.sign-off', 'outage.sign-off'],
  'changes of rights': [
    'person.invite',
    'person.add',
    'person.change-access',
    'person.set-exception',
    'person.suspend',
    'person.reinstate',
    'person.set-last-day',
    'person.set-scope',
    'level.save',
    'level.archive',
    'sign-in.unlock',
    'person.reset',
    'chart.restrict',
    'chart.unrestrict',
  ],
  'access in an emergency': ['chart.open-in-emergency', 'chart.end-emergency', 'session.open-with-kit'],
  configuration: [
    'sign-in-policy.set',
    'export-policy.set',
    'retention.set',
    'schedule.set-policy',
    'cloud.connect',
  ],
  'changes of the clock': ['clock.changed', 'clock.state', 'clock.behind'],
  'what was restored': [
    'history.set-back',
    'audit.new-epoch',
    'session.recover-practice',
    'workstation.wipe',
  ],
  'another version': ['app.updated'],
  'start and stop': ['app.start', 'app.stop'],
  'how the log and the encryption stand': [
    'audit.alarm',
    'audit.settle-alarm',
    'audit.verify',
    'key.ask',
    'key.changed',
  ],
}

test('each kind of event that is asked for is recorded by an act there is', () => {
  const missing = Object.entries(kindsOfEvents).flatMap(([kind, actions]) =>
    actions.filter((action) => !recorded.has(action)).map((action) => `${kind}: ${action}`),
  )
  expect(missing).toEqual([])
  expect(Object.keys(kindsOfEvents)).toHaveLength(20)
})
