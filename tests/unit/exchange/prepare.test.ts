import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { largestResource } from '../../../shared/exchange/original.ts'
import { contentId } from '../../../src-main/exchange/row-id.ts'
import { aCondition, anObservation, aPatient } from '../../kit/import-files.ts'
import { prepared, rowId } from '../../kit/prepare.ts'

const patientId = rowId('Patient', 'p', null)
const sha = (text: string) => createHash('sha256').update(text).digest('hex')

describe('the original', () => {
  test('is kept byte for byte, with the id of its row', async () => {
    const text = '{ "resourceType" : "Patient",\n\t"id":"p", "name":[{"family":"O\\u2019Kon é"}], "x":1.10 }'
    expect(await prepared(text)).toMatchObject({
      original: {
        id: patientId,
        resourceType: 'Patient',
        sourceId: 'p',
        source: 'Old EHR',
        patientId,
        linkedTo: 'patient',
        hash: sha(text),
        content: text,
      },
      row: { id: patientId, family: 'O’Kon é' },
    })
  })

  test('of a kind that no chart shows has a line for lists instead of a row', async () => {
    const claim = {
      resourceType: 'Claim',
      id: 'c',
      patient: { reference: 'Patient/p' },
      billablePeriod: { start: '2020-01-02T03:04:05+02:00' },
      item: [{ productOrService: { text: 'Encounter for check up' } }],
      meta: { lastUpdated: '2021-01-01T00:00:00Z' },
    }
    expect(await prepared(claim)).toMatchObject({
      row: null,
      original: {
        patientId,
        linkedTo: null,
        title: 'Encounter for check up',
        date: '2020-01-02T01:04:05.000Z',
        changedAt: '2021-01-01T00:00:00.000Z',
      },
    })
  })

  test('without an id is called by its fullUrl, else by its content', async () => {
    const { id: _id, ...nameless } = aPatient('')
    const byUrl = await prepared(nameless, {}, { fullUrl: 'https://ehr.example/Patient/77' })
    expect(byUrl).toMatchObject({ original: { sourceId: '77', id: rowId('Patient', '77', null) } })
    const byContent = await prepared(nameless)
    expect(byContent).toMatchObject({
      original: { sourceId: contentId(sha(JSON.stringify(nameless))), source: null },
    })
  })
})

describe('whose it is', () => {
  test('waits for a patient that has not been met, once', async () => {
    const observation = anObservation('o', 'p')
    const unmet = { patients: { seen: () => false, find: () => Promise.resolve(null) } }
    expect(await prepared(observation, unmet)).toBe('later')
    expect(await prepared(observation, { ...unmet, last: true })).toMatchObject({
      unseenPatient: 'bound',
      original: { patientId },
    })
  })

  test('a patient named by a number is the one the records know by it', async () => {
    const observation = anObservation('o', '', { subject: { reference: 'Patient?identifier=mrn|77' } })
    const known = {
      last: true,
      patients: {
        seen: () => false,
        find: ({ system, value }: { system: string | null; value: string }) =>
          Promise.resolve(`${system}|${value}` === 'mrn|77' ? patientId : null),
      },
    }
    expect(await prepared(observation, known)).toMatchObject({ original: { patientId } })
    const unknown = { ...known, patients: { ...known.patients, find: () => Promise.resolve(null) } }
    expect(await prepared(observation, unknown)).toEqual({
      reason: 'patient.not-found',
      path: 'subject',
      detail: '',
    })
  })

  test('of a group or a device it goes into no chart, and has no row', async () => {
    const observation = anObservation('o', '', { subject: { reference: 'Group/g' } })
    expect(await prepared(observation)).toMatchObject({ row: null, original: { patientId: null } })
  })

  test('what must be somebody’s and says not whose is refused', async () => {
    const refused = { reason: 'patient.no-reference', path: 'subject', detail: '' }
    expect(await prepared(anObservation('o', '', { subject: undefined }))).toEqual(refused)
    expect(await prepared(anObservation('o', '', { subject: { display: 'Ann' } }))).toEqual(refused)
    expect(await prepared(anObservation('o', '', { subject: { reference: 'Patient?name=Ann' } }))).toEqual({
      ...refused,
      reason: 'patient.not-found',
    })
  })
})

describe('what is refused, and where it is at fault', () => {
  const text = JSON.stringify(aPatient('p'))
  test.each([
    ['no JSON', '{"resourceType":"Patient",,}', 'json.invalid', '', 'at character 27'],
    ['a text', '"Patient"', 'resource.no-type', '', ''],
    ['nothing', 'null', 'resource.no-type', '', ''],
    ['no type', '{"id":"p"}', 'resource.no-type', '', ''],
    [
      'a type that is none',
      '{"resourceType":"Person2","id":"p"}',
      'resource.unknown-type',
      'resourceType',
      '',
    ],
    ['a type that is no text', '{"resourceType":7}', 'element.shape', 'resourceType', ''],
    ['an element twice', text.replace('"gender"', '"id":"q","gender"'), 'json.duplicate-key', 'id', ''],
    ['an id too long', text.replace('"p"', `"${'p'.repeat(201)}"`), 'resource.id-too-long', 'id', ''],
    ['an id that is no text', text.replace('"p"', '7'), 'element.shape', 'id', ''],
    ['a day that is none', text.replace('1980-02-29', '1981-02-29'), 'element.date', 'birthDate', ''],
    ['no name', text.replace('"name"', '"nam"'), 'element.missing', 'name', ''],
    [
      'a name that is no list',
      text.replace(/"name":\[(.*?)\]\}\]/, '"name":$1]}'),
      'element.shape',
      'name',
      '',
    ],
    ['a birth date that is a number', text.replace('"1980-02-29"', '1980'), 'element.date', 'birthDate', ''],
    ['nesting', `{"resourceType":"Basic","x":${'['.repeat(300)}${']'.repeat(300)}}`, 'json.too-deep', '', ''],
  ])('%s', async (_what, content, reason, path, detail) => {
    expect(await prepared(content)).toEqual({ reason, path, detail })
  })

  test('what is no UTF-8', async () => {
    const bytes = Buffer.from(text.replace('Given', 'Giv\u00e9n'), 'latin1')
    expect(await prepared(bytes)).toMatchObject({ reason: 'json.not-utf8' })
  })

  test('what is too large', async () => {
    const large = Buffer.alloc(largestResource + 1, ' ')
    expect(await prepared(large)).toMatchObject({ reason: 'resource.too-large' })
  })

  test('a fault of the file is passed on', async () => {
    expect(await prepared('', {}, { bytes: null, fault: 'file.truncated' })).toMatchObject({
      reason: 'file.truncated',
    })
  })

  test('an element deep inside, by its path', async () => {
    const observation = anObservation('o', 'p', { component: [{ code: {} }, { code: { coding: 'x' } }] })
    expect(await prepared(observation)).toMatchObject({
      reason: 'element.shape',
      path: 'component[1].code.coding',
    })
    const condition = aCondition('c', 'p', { note: [{ text: 'a' }, { text: 7 }] })
    expect(await prepared(condition)).toMatchObject({ reason: 'element.shape', path: 'note[1].text' })
  })
})

test('numbers others may call it by are noted for what is asked for by number, and for nothing else', async () => {
  const identifier = [{ system: 's', value: '1' }, { value: '2' }, { system: 't' }]
  expect(await prepared(aPatient('p', { identifier }))).toMatchObject({
    identifiers: [
      { system: 's', value: '1' },
      { system: '', value: '2' },
    ],
  })
  expect(await prepared(anObservation('o', 'p', { identifier }))).toMatchObject({ identifiers: [] })
})
