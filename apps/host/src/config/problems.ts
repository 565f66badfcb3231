import type { Path, SourceDocument, SyntaxProblem } from './document.ts'
import { brokenExcerpt, excerptOf, type Blot } from './excerpt.ts'
import type { ConfigurationProblem } from './problem.ts'

export interface Draft {
  readonly message: string
  readonly hint?: string | undefined
  /** Default 'error'. */
  readonly severity?: 'error' | 'warning'
  /** What the place points at; default the value. */
  readonly part?: 'key' | 'value'
}

interface Placed extends Draft {
  readonly document: SourceDocument
  readonly path: Path
}

/** Collects what is wrong in all the files of a configuration. */
export interface Problems {
  add(document: SourceDocument, path: Path, draft: Draft): void
  /** A file that could not be parsed. */
  addSyntax(document: SourceDocument, problem: SyntaxProblem): void
  /** In the order of the files; secrets are replaced in messages and blotted out in the lines shown. */
  finish(secrets: readonly string[], blots: BlotsOf): readonly ConfigurationProblem[]
}

type BlotsOf = (document: SourceDocument) => readonly Blot[]

export function collectProblems(): Problems {
  const drafts: Placed[] = []
  const broken: ConfigurationProblem[] = []
  return {
    add: (document, path, draft) => {
      drafts.push({ ...draft, document, path })
    },
    addSyntax: (document, { line, column, message }) => {
      const excerpt = brokenExcerpt(document, { line, column })
      const place = { file: document.file, line, column, path: [], severity: 'error' as const }
      broken.push({ ...place, message, ...(excerpt !== undefined && { excerpt }) })
    },
    finish: (secrets, blotsOf) => {
      const hide = hiding(secrets)
      const problems = drafts.map((draft) => shown(draft, blotsOf(draft.document), hide))
      const all = [...problems, ...broken]
      const files = [...new Set(all.map(({ file }) => file))]
      return all.toSorted(
        (a, b) =>
          files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
      )
    },
  }
}

function shown(
  { document, path, severity = 'error', message, hint, part = 'value' }: Placed,
  blots: readonly Blot[],
  hide: (text: string) => string,
): ConfigurationProblem {
  const place = document.place(path, part)
  const excerpt = excerptOf(document, place, blots)
  return {
    file: document.file,
    line: place.line,
    column: place.column,
    path,
    severity,
    message: hide(message),
    ...(hint !== undefined && { hint: hide(hint) }),
    ...(excerpt !== undefined && { excerpt: hide(excerpt) }),
  }
}

function hiding(secrets: readonly string[]): (text: string) => string {
  const longestFirst = [...new Set(secrets)].toSorted((a, b) => b.length - a.length)
  return (text) => longestFirst.reduce((result, one) => result.replaceAll(one, '[secret]'), text)
}
