import type { FoundRow, FoundRows } from './found-row.ts'

/** Finds the rows of a document in its text, piece by piece. */
export interface RowScan {
  push(text: string): void
  /** The rows that ended since they were last taken. */
  take(): readonly FoundRow[]
  /** @throws a `config` fault where the document ends too early. */
  end(): void
}

/** The rows of a text; of one that is broken those before the place where it is. */
export async function* scannedRows(text: AsyncGenerator<string, void>, scan: RowScan): FoundRows {
  const failures: unknown[] = []
  try {
    for await (const piece of text) {
      scan.push(piece)
      const found = scan.take()
      if (found.length > 0) yield found
    }
    scan.end()
  } catch (error) {
    failures.push(error)
  }
  const rest = scan.take()
  if (rest.length > 0) yield rest
  if (failures.length > 0) throw failures[0]
}
