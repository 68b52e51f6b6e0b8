import type { exchangeContracts } from '../../shared/exchange/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { chooseFolderHandler } from './choose-folder.ts'
import { getDocumentContentHandler } from './get-document-content.ts'
import { getImportHandler, listImportsHandler } from './get-import.ts'
import { getOriginalHandler, listOtherRecordsHandler } from './get-original.ts'
import { importMessagesHandler } from './import-messages.ts'
import { closeImportHandler, openImportHandler } from './open-import.ts'
import { settleReferencesHandler } from './settle-references.ts'
import { cancelImportHandler, startImportHandler } from './start-import.ts'
import { storeBatchHandler } from './store-batch.ts'
import { takeMessageHandler } from './take-message.ts'

export const exchangeHandlers = {
  chooseFolder: chooseFolderHandler,
  startImport: startImportHandler,
  cancelImport: cancelImportHandler,
  getImport: getImportHandler,
  listImports: listImportsHandler,
  listOtherRecords: listOtherRecordsHandler,
  getOriginal: getOriginalHandler,
  getDocumentContent: getDocumentContentHandler,
  openImport: openImportHandler,
  storeBatch: storeBatchHandler,
  settleReferences: settleReferencesHandler,
  closeImport: closeImportHandler,
  importMessages: importMessagesHandler,
  takeMessage: takeMessageHandler,
} satisfies HandlersFor<typeof exchangeContracts>
