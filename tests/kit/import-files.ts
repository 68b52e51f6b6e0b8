/** Folders to import, made for a test. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { tempFolder } from './practice.ts'

export type Json = Record<string, unknown> & { resourceType: string }

/** Writes files into a new folder; a name that ends in .gz is compressed, what is not bytes or text becomes JSON. */
export function folderOf(
  files: Readonly<Record<string, string | Buffer | object>>,
  folder = tempFolder(true),
): string {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    const bytes = Buffer.isBuffer(content)
      ? content
      : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
    // cut or damaged ones come as bytes
    writeFileSync(path, name.endsWith('.gz') && !Buffer.isBuffer(content) ? gzipSync(bytes) : bytes)
  }
  return folder
}

export const ndjson = (...resources: readonly unknown[]): string =>
  resources.map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\n`).join('')

export type Entry = Readonly<{ fullUrl: string; resource: Json; request: { method: string; url: string } }>

export const entry = (fullUrl: string, resource: Json): Entry => ({
  fullUrl,
  resource,
  request: { method: 'POST', url: resource.resourceType },
})

/** A transaction Bundle as Synthea makes it: a resource is called `urn:uuid:` and its id, where it is no entry already. */
export const bundle = (...entries: readonly (Json | Entry)[]) => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: entries.map((each) =>
    isEntry(each) ? each : entry(`urn:uuid:${typeof each['id'] === 'string' ? each['id'] : ''}`, each),
  ),
})
const isEntry = (each: Json | Entry): each is Entry => 'fullUrl' in each

/** An id like a source's own: not unique beyond it. */
export const aPatient = (id: string, more: object = {}): Json => ({
  resourceType: 'Patient',
  id,
  name: [{ use: 'official', family: `Family-${id}`, given: ['Given'] }],
  gender: 'female',
  birthDate: '1980-02-29',
  ...more,
})

export const anObservation = (id: string, patient: string, more: object = {}): Json => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [{ coding: [{ code: 'vital-signs' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '8302-2', display: 'Body Height' }] },
  subject: { reference: `Patient/${patient}` },
  effectiveDateTime: '2020-05-06T07:08:09Z',
  valueQuantity: { value: 171.2, unit: 'cm', system: 'http://unitsofmeasure.org', code: 'cm' },
  ...more,
})

export const aCondition = (id: string, patient: string, more: object = {}): Json => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: { coding: [{ code: 'active' }] },
  code: { coding: [{ system: 'http://snomed.info/sct', code: '38341003', display: 'Hypertension' }] },
  subject: { reference: `Patient/${patient}` },
  onsetDateTime: '2015-01-02',
  ...more,
})
