/** Where the bytes of a chart's documents are, for its list and for what is opened from it. */
import { useMemo } from 'react'
import { getFileStates, type FileState } from '../../shared/charting/get-file-states.ts'
import type { listDocuments } from '../../shared/charting/list-documents.ts'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { useAsk } from '../kernel/queries.ts'
import { fileWords, type FileWords } from './file-words.ts'

export type Document = OutputOf<typeof listDocuments>['documents'][number]
export type FileHere = Readonly<{ state: FileState; words: FileWords }>
/** Undefined for an attachment that is no blob, and until it is known. */
export type FileOf = (document: Document, attachment: number) => FileHere | undefined

export function useFiles(patientId: string): FileOf {
  const { data } = useAsk(getFileStates, { patientId })
  const { data: standing } = useAsk(getConnection, {})
  const connection = standing?.connection.state ?? 'connecting'
  return useMemo(() => {
    const states = new Map(data?.files.map((file) => [file.sha256, file]))
    return (document, attachment) => {
      const state = states.get(document.attachments[attachment]?.blob?.sha256 ?? '')
      // a workstation is called by the last four signs of its id, as at the foot of every print
      const addedOn = (document.addedOn ?? '').slice(-4).toUpperCase()
      return state && { state, words: fileWords(state, connection, addedOn) }
    }
  }, [data, connection])
}

const loudest = ['problem', 'way', 'quiet'] as const

/** What a list says of all the files of a document: the one that most needs saying. */
export function wordsOfAll(document: Document, fileOf: FileOf): FileWords | undefined {
  const all = document.attachments.flatMap((_each, index) => fileOf(document, index)?.words ?? [])
  return loudest.flatMap((tone) => all.filter((words) => words.tone === tone))[0]
}
