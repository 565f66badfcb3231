import { isAbsolute, relative } from 'node:path'
import type { Path } from './document.ts'

/** Something to mend in the configuration, or in a file that it names. */
export interface ConfigurationProblem {
  /** Absolute. */
  readonly file: string
  /** From 1. A module in TypeScript has no positions: 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  /** Where in the file's value; empty: the whole. */
  readonly path: Path
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly hint?: string
  /** The line of the file, with values that may be secret blotted out. */
  readonly excerpt?: string
}

/**
 * The problem as a person reads it: `cartograph.yaml:12:7  connections.shop.schedul: unknown key; did you mean "schedule"?`,
 * then the line with a caret, then the hint.
 *
 * Files below `folder` (default: the working directory) are named relative to it.
 */
export function formatProblem(problem: ConfigurationProblem, folder = process.cwd()): string {
  const way = relative(folder, problem.file)
  const file = way.startsWith('..') || isAbsolute(way) ? problem.file : way
  const warning = problem.severity === 'warning' ? 'warning: ' : ''
  const where = problem.path.length === 0 ? '' : `${pathText(problem.path)}: `
  const lines = [`${file}:${problem.line}:${problem.column}  ${warning}${where}${problem.message}`]
  if (problem.excerpt !== undefined) {
    const number = String(problem.line)
    const before = problem.excerpt.slice(0, problem.column - 1).replaceAll(/[^\t]/g, ' ')
    lines.push(`  ${number} | ${problem.excerpt}`)
    lines.push(`  ${' '.repeat(number.length)} | ${before}^`)
  }
  if (problem.hint !== undefined) lines.push(`  ${problem.hint}`)
  return lines.join('\n')
}

/** The problem as data for machines: without the line of the file. */
export function plainProblem(problem: ConfigurationProblem): Omit<ConfigurationProblem, 'excerpt'> {
  const { file, line, column, path, severity, message, hint } = problem
  const place = { file, line, column, path, severity, message }
  return hint === undefined ? place : { ...place, hint }
}

/** `connections.shop.streams[1]`. */
export function pathText(path: Path): string {
  let text = ''
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`
    else if (/^[\w$-]+$/.test(segment)) text += text === '' ? segment : `.${segment}`
    else text += `[${JSON.stringify(segment)}]`
  }
  return text
}
