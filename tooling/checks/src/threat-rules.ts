import type { Problem } from './problem.ts'
import { proofMessages, tableRows } from './proofs.ts'
import type { FileOutcomes } from './test-names.ts'

const page = 'SECURITY.md'

/**
 * What is wrong with the table of threats: an id that is there twice, a threat without a test, a test that does not exist.
 *
 * @param outcomes of a run of all tests; without them a named test only has to exist.
 */
export function threatProblems(
  root: string,
  markdown: string,
  outcomes?: ReadonlyMap<string, FileOutcomes>,
): readonly Problem[] {
  const rows = tableRows(markdown)
  const seen = new Set<string>()
  const problems = rows.flatMap(({ id, line, proofs }) => {
    const isTwice = seen.has(id)
    seen.add(id)
    const messages = [
      ...(isTwice ? ['this id is there twice'] : []),
      ...(proofs.length === 0
        ? ['names no test; expected `path/name.test.ts › name of the test` in the last column']
        : []),
      ...proofs.flatMap((proof) => proofMessages(proof, root, outcomes)),
    ]
    return messages.map((message) => ({ file: page, line, message: `${id}: ${message}` }))
  })
  return rows.length === 0 ? [{ file: page, message: 'it has no table of threats' }] : problems
}
