import type { Path } from './document.ts'
import type { Reading } from './reading.ts'

/** Reports a zone that there is none of. */
export function checkTimeZone(
  timeZone: string | undefined,
  path: Path,
  { document, problems }: Reading,
): void {
  if (timeZone === undefined) return
  try {
    new Intl.DateTimeFormat('en', { timeZone }).format(0)
  } catch {
    problems.add(document, path, {
      message: 'is no time zone; expected a name such as "Europe/Copenhagen", or "UTC"',
    })
  }
}
