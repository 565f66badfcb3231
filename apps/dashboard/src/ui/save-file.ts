const keptMs = 60_000

/** Has the browser keep what the host answered as a file, by the name that the host gives it. */
export async function saveFile(answer: Response, otherwise: string): Promise<void> {
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = fileNameIn(answer.headers.get('content-disposition')) ?? otherwise
  link.click()
  // The browser reads it after this, at its own time.
  setTimeout(() => URL.revokeObjectURL(address), keptMs)
}

/** `report.pdf` of `attachment; filename="report.pdf"`. */
export function fileNameIn(disposition: string | null): string | undefined {
  return /filename="([^"/\\]+)"/u.exec(disposition ?? '')?.[1]
}
