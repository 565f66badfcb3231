import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Problem } from './problem.ts'
import { isTestFile, proofMessages } from './proofs.ts'
import { scopeIds, scopeRows, type ScopeRow } from './scope-table.ts'
import type { FileOutcomes } from './test-names.ts'

const page = 'docs/scope.md'
const states = ['no', 'partial', 'works']

/**
 * What is wrong with the page that says what works.
 *
 * @param outcomes of a run of all tests; without them a named test only has to exist.
 */
export function scopeProblems(
  root: string,
  outcomes?: ReadonlyMap<string, FileOutcomes>,
): readonly Problem[] {
  if (!existsSync(join(root, page))) return [{ file: page, message: 'the page is missing' }]
  const rows = scopeRows(readFileSync(join(root, page), 'utf8'))
  const problems: Problem[] = []
  for (const id of scopeIds) {
    const found = rows.filter((row) => row.id === id)
    if (found.length === 0) problems.push({ file: page, message: `the row ${id} is missing` })
    for (const { line } of found.slice(1)) {
      problems.push({ file: page, line, message: `the row ${id} is there twice` })
    }
  }
  for (const row of rows) {
    const messages = [
      ...rowMessages(row),
      ...row.proofs.flatMap((proof) => proofMessages(proof, root, outcomes)),
    ]
    for (const message of messages) {
      problems.push({ file: page, line: row.line, message: `${row.id}: ${message}` })
    }
  }
  return problems
}

function rowMessages({ id, state, proofs }: ScopeRow): readonly string[] {
  return [
    ...(scopeIds.includes(id) ? [] : ['the scope has no such row']),
    ...(states.includes(state)
      ? []
      : [`the state is "${state}"; expected is one of ${states.join(', ')}`]),
    ...(state === 'works' && !proofs.some(({ file }) => isTestFile(file))
      ? [
          'a row that works names the tests that prove it, as `path/name.test.ts › name of the test`',
        ]
      : []),
  ]
}
