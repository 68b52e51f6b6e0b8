/** FHIR R4 DocumentReference as a document. Its bytes stay where they came in. */
import type { DocumentReference, DocumentReferenceContent } from '@medplum/fhirtypes'
import type { z } from 'zod'
import type { Attachment, documents } from '../charting/document.ts'
import type { RowOf } from '../kernel/record.ts'
import { loinc, type Mapping } from './mapping.ts'
import { moment, startOf } from './read-date.ts'
import { concept, conceptTexts, element, list, number, text } from './read-element.ts'
import type { References } from './references.ts'

export function mapDocumentReference(
  document: DocumentReference,
  { id, patientId, refs }: Mapping,
): RowOf<typeof documents> {
  const kind = concept(document.type, 'type', [loinc]).text
  const context = element(document.context, 'context')
  const [encounter] = list(context?.encounter, 'context.encounter')
  const attachments = list(document.content, 'content').map((content, index) =>
    attachmentOf(content, index, refs),
  )
  return {
    id,
    patientId,
    title:
      text(document.description, 'description') ||
      (attachments[0]?.title ?? '') ||
      kind ||
      'Untitled document',
    kind,
    category: conceptTexts(document.category, 'category').join(', '),
    status: text(document.status, 'status') || 'unknown',
    date: moment(document.date, 'date') ?? startOf(context?.period, 'context.period'),
    author: refs.name(list(document.author, 'author')[0], 'author[0]', 'Practitioner', 'author', 300),
    custodian: refs.name(document.custodian, 'custodian', 'Organization', 'custodian', 300),
    encounterId: refs.id(encounter, 'context.encounter[0]', ['Encounter'], 'encounterId'),
    attachments,
  }
}

function attachmentOf(
  content: DocumentReferenceContent,
  index: number,
  refs: References,
): z.output<typeof Attachment> {
  const at = `content[${index}].attachment`
  const attachment = element(content.attachment, at)
  const data = text(attachment?.data, `${at}.data`)
  const url = text(attachment?.url, `${at}.url`)
  const contained = url.startsWith('#') && refs.contained(url.slice(1)) !== undefined
  return {
    contentType: text(attachment?.contentType, `${at}.contentType`),
    title: text(attachment?.title, `${at}.title`),
    size: data === '' ? number(attachment?.size, `${at}.size`) : bytesIn(data),
    held: data !== '' || contained ? 'original' : 'elsewhere',
    binaryId: data === '' && url !== '' ? refs.binary(url, `attachments.${index}`) : null,
  }
}

/** How many bytes a base64 text stands for. Source: RFC 4648 section 4. */
export function bytesIn(base64: string): number {
  const letters = base64.replace(/[^A-Za-z0-9+/]/g, '').length
  return Math.floor((letters * 3) / 4)
}
