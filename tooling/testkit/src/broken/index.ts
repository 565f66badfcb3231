import { brokenAnswering } from './broken-answering.ts'
import { brokenDocuments } from './broken-documents.ts'
import { brokenErasing } from './broken-erasing.ts'
import { brokenManners } from './broken-manners.ts'
import { brokenPromises } from './broken-promises.ts'
import { brokenReading } from './broken-reading.ts'
import { brokenWriting } from './broken-writing.ts'
import type { BrokenConnector } from './broken-connector.ts'

/** Every connector that is broken in one way. */
export const brokenConnectors: readonly BrokenConnector[] = [
  ...brokenReading,
  ...brokenAnswering,
  ...brokenWriting,
  ...brokenDocuments,
  ...brokenErasing,
  ...brokenManners,
  ...brokenPromises,
]
