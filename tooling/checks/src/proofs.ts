import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { testNames, type FileOutcomes } from './test-names.ts'

/** A file that shows that something holds, or one test in it. */
export interface Proof {
  readonly file: string
  readonly test?: string
}

/** A row of a table whose first cell is an id such as `A1`. */
export interface TableRow {
  readonly id: string
  readonly line: number
  readonly cells: readonly string[]
  /** What the last of four cells names. */
  readonly proofs: readonly Proof[]
}

/**
 * Reads the rows of all tables of a page whose first cell is an id.
 *
 * A proof stands between backticks: a path from the root of the repository, or `path › name of a test`.
 */
export function tableRows(markdown: string): readonly TableRow[] {
  return markdown.split('\n').flatMap((text, index) => {
    const cells = cellsOf(text)
    const [id = '', , , proof = ''] = cells
    if (!/^[A-Z]\d+$/u.test(id)) return []
    return [{ id, line: index + 1, cells, proofs: proofsOf(proof) }]
  })
}

function cellsOf(line: string): readonly string[] {
  if (!line.startsWith('|')) return []
  return line
    .replace(/\|\s*$/u, '')
    .split(/(?<!\\)\|/u)
    .slice(1)
    .map((cell) => cell.replaceAll(String.raw`\|`, '|').trim())
}

function proofsOf(cell: string): readonly Proof[] {
  return [...cell.matchAll(/`([^`]+)`/gu)].map(([, code = '']) => {
    const [file = '', ...test] = code.split(' › ')
    return test.length === 0 ? { file } : { file, test: test.join(' › ') }
  })
}

export function isTestFile(file: string): boolean {
  return /\.test\.tsx?$/u.test(file)
}

/** What is wrong with a proof: it is not there, or it did not pass. */
export function proofMessages(
  { file, test }: Proof,
  root: string,
  outcomes: ReadonlyMap<string, FileOutcomes> | undefined,
): readonly string[] {
  const path = join(root, file)
  if (!existsSync(path)) return [`${file} does not exist`]
  if (!isTestFile(file)) return test === undefined ? [] : [`${file} is no test file`]
  if (outcomes === undefined) {
    if (test === undefined || testNames(file, readFileSync(path, 'utf8')).has(test)) return []
    return [`${file} has no test "${test}"`]
  }

  const ran = outcomes.get(file)
  if (ran === undefined || ran.size === 0) return [`${file} did not run`]
  if (test !== undefined) {
    const found = [...ran].filter(([name]) => isNamed(name, test))
    if (found.length === 0) return [`${file} ran no test "${test}"`]
    const failed = found.find(([, outcome]) => outcome !== 'passed')
    return failed === undefined
      ? []
      : [`the test "${failed[0]}" of ${file} did not pass: ${failed[1]}`]
  }
  const others = [...ran].filter(([, outcome]) => outcome !== 'passed')
  return others
    .slice(0, 1)
    .map(([name, outcome]) => `"${name}" of ${file} did not pass: ${outcome}`)
}

/** Whether a test that ran has this name, in which something may be filled in: `%s`, `$name`. */
function isNamed(ran: string, written: string): boolean {
  if (ran === written) return true
  const parts = written.split(/%[a-z]|\$[\w.]+/u)
  if (parts.length === 1) return false
  let from = 0
  for (const [index, part] of parts.entries()) {
    const at = index === 0 ? (ran.startsWith(part) ? 0 : -1) : ran.indexOf(part, from)
    if (at === -1) return false
    from = at + part.length
  }
  const last = parts.at(-1) ?? ''
  return last === '' || ran.endsWith(last)
}
