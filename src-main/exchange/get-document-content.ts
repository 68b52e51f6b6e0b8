/** The bytes of a document, from the resource they came in or from the Binary it names. */
import type { Attachment, Binary, DiagnosticReport, DocumentReference, Media } from '@medplum/fhirtypes'
import { getDocumentContent } from '../../shared/exchange/get-document-content.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { answer } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { attachmentsOf } from './documents.sql.ts'
import { originalOf } from './originals.sql.ts'

type Content = Readonly<{ contentType: string; title: string; bytes: Buffer }>

export const getDocumentContentHandler = answer(getDocumentContent, (read, input) => {
  const original = originalOf(read, input.documentId)
  if (original?.patientId !== input.patientId) throw new AppError('NotFound', 'document.not-found')
  const resource = JSON.parse(original.content) as DocumentReference | DiagnosticReport | Media
  const attachment = attachmentIn(resource, input.attachment)
  if (!attachment) throw new AppError('NotFound', 'document.not-found')
  const { contentType, title, bytes } = contentOf(
    read,
    resource,
    attachment,
    input.documentId,
    input.attachment,
  )
  const words = asText(contentType, bytes)
  return {
    contentType,
    title,
    size: bytes.length,
    text: words,
    base64: words === null ? bytes.toString('base64') : null,
  }
})

function attachmentIn(
  resource: DocumentReference | DiagnosticReport | Media,
  index: number,
): Attachment | undefined {
  if (resource.resourceType === 'DocumentReference') return resource.content[index]?.attachment
  if (resource.resourceType === 'DiagnosticReport') return resource.presentedForm?.[index]
  return resource.resourceType === 'Media' && index === 0 ? resource.content : undefined
}

function contentOf(
  read: Reader,
  resource: DocumentReference | DiagnosticReport | Media,
  attachment: Attachment,
  documentId: string,
  index: number,
): Content {
  const title = attachment.title ?? ''
  const contentType = attachment.contentType ?? ''
  if (attachment.data !== undefined)
    return { contentType, title, bytes: Buffer.from(attachment.data, 'base64') }
  const inside = (resource.contained ?? []).find((each) => `#${each.id}` === attachment.url)
  const binaryId = attachmentsOf(read, documentId)?.[index]?.binaryId ?? null
  const binary = inside ?? (binaryId === null ? undefined : binaryOf(read, binaryId))
  if (binary?.resourceType !== 'Binary' || binary.data === undefined)
    throw new AppError('Unavailable', 'document.elsewhere')
  return {
    contentType: contentType || binary.contentType,
    title,
    bytes: Buffer.from(binary.data, 'base64'),
  }
}

function binaryOf(read: Reader, id: string): Binary | undefined {
  const original = originalOf(read, id)
  return original?.resourceType === 'Binary' ? (JSON.parse(original.content) as Binary) : undefined
}

const textual = /^(text\/|application\/(json|xml|fhir\+json|fhir\+xml|hl7-v2)\b)/i

/** Null for what is no text, or is not in the encoding it says it is in. */
function asText(contentType: string, bytes: Buffer): string | null {
  if (!textual.test(contentType)) return null
  const [, charset = 'utf-8'] = /charset="?([\w-]+)/i.exec(contentType) ?? []
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
