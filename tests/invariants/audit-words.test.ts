/** Every act that is recorded has words, for an auditor and for a patient, and no words are left of one that is not. */
import { expect, test } from 'vitest'
import { actionWords, didBy, disclosing } from '../../shared/auditing/action-words.ts'
import { categoryWords, outcomeWords } from '../../shared/auditing/entry-words.ts'
import { outcomes } from '../../shared/audit/entry.ts'
import { dataCategories } from '../../shared/kernel/contract.ts'
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
