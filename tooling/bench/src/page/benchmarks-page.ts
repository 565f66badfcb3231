import type { Machine } from './machine.ts'
import type { Result } from './result.ts'
import type { Target } from './targets.ts'
import { boundText, figureText, verdictOn, verdictText } from './verdict.ts'

/** What the page says of a subject beside its figures. */
export interface Section {
  readonly subject: string
  readonly title: string
  /** How it is measured, what it is compared with, and what it does not say. */
  readonly method: string
}

/** Why figures are not what they should be, by the ids of their targets. */
export interface Reason {
  readonly of: readonly string[]
  readonly why: string
}

export interface PageParts {
  readonly targets: readonly Target[]
  /** Told while one of their figures falls short. */
  readonly reasons: readonly Reason[]
  readonly sections: readonly Section[]
  readonly results: readonly Result[]
  /** What stands before and after the figures. */
  readonly opening: string
  readonly closing: string
}

/** The page of the benchmarks in Markdown; the same results give the same text. */
export function benchmarksPage(parts: PageParts): string {
  const { sections, results, opening, closing } = parts
  const known = new Map(results.map((result) => [result.subject, result]))
  return `${[
    opening.trim(),
    '## Targets',
    targetsTable(parts, known),
    ...reasonLines(parts, known),
    ...sections.flatMap((section) => sectionLines(section, known.get(section.subject))),
    closing.trim(),
  ].join('\n\n')}\n`
}

function targetsTable({ targets }: PageParts, known: ReadonlyMap<string, Result>): string {
  const rows = targets.map((target, index) => {
    const verdict = verdictOn(target, countedFigure(target, known))
    const isFirst = targets[index - 1]?.what !== target.what
    return [
      isFirst ? target.what : '',
      target.figure,
      boundText(target),
      verdict.kind === 'not measured' ? '' : figureText(target, verdict.figure),
      verdictText(verdict),
    ]
  })
  return markdownTable(['what', 'figure', 'target', 'measured', 'verdict'], rows)
}

function reasonLines(
  { targets, reasons }: PageParts,
  known: ReadonlyMap<string, Result>,
): readonly string[] {
  const short = targets.filter(
    (target) => verdictOn(target, countedFigure(target, known)).kind === 'falls short',
  )
  if (short.length === 0) return []
  const told = reasons.filter(({ of }) => short.some(({ id }) => of.includes(id)))
  const unexplained = short.filter(({ id }) => !told.some(({ of }) => of.includes(id)))
  return [
    '## What falls short, and why',
    [
      ...told.map(({ why }) => `- ${why.trim()}`),
      ...unexplained.map(({ what, figure }) => `- ${what}, ${figure}: nobody has found out why.`),
    ].join('\n'),
  ]
}

/** A figure of a run whose result was wrong is none. */
function countedFigure(target: Target, known: ReadonlyMap<string, Result>): number | undefined {
  const result = known.get(target.subject)
  return result?.isSame === true ? result.measured[target.id] : undefined
}

function sectionLines(section: Section, result: Result | undefined): readonly string[] {
  const heading = [`## ${section.title}`, section.method.trim()]
  if (result === undefined) return [...heading, 'Not measured yet.']
  const wrong = result.isSame
    ? []
    : ['**What came out was not what should have. No figure counts.**']
  const table = ['```text', ...result.table, '```'].join('\n')
  return [...heading, ...wrong, table, provenance(result)]
}

function provenance({ day, size, machine, subject }: Result): string {
  const inputs = size === 'small' ? ' on small inputs, which says nothing about speed' : ''
  return `Measured on ${day}${inputs}, ${machineText(machine)} Again: \`npm run bench -- all --only ${subject}\`.`
}

function machineText({ processor, cores, memoryGb, system, node, sqlite, load }: Machine): string {
  const busy =
    load > busyLoad
      ? ` **The machine was busy** (load ${load}), so only what is compared within the run says something.`
      : ''
  return `on ${cores} cores (${processor}), ${memoryGb} GB, ${system}, Node ${node}, SQLite ${sqlite}.${busy}`
}

/** The benchmark before leaves some of it behind. */
const busyLoad = 2.5

function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return [headings, headings.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}
