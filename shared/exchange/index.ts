import { chooseFolder } from './choose-folder.ts'
import { getDocumentContent } from './get-document-content.ts'
import { getImport, listImports } from './get-import.ts'
import { getOriginal } from './get-original.ts'
import { importMessages } from './import-messages.ts'
import { takeMessage } from './take-message.ts'
import { listOtherRecords } from './list-other-records.ts'
import { closeImport, openImport } from './open-import.ts'
import { originals } from './original.ts'
import { settleReferences } from './settle-references.ts'
import { cancelImport, startImport } from './start-import.ts'
import { storeBatch } from './store-batch.ts'

export const exchangeContracts = {
  chooseFolder,
  startImport,
  cancelImport,
  getImport,
  listImports,
  listOtherRecords,
  getOriginal,
  getDocumentContent,
  openImport,
  storeBatch,
  settleReferences,
  closeImport,
  importMessages,
  takeMessage,
}
export const exchangeRecords = { originals }
