import { parseSync, Visitor } from 'oxc-parser'

import { lineAt } from './modules.ts'
import type { Problem } from './problem.ts'

/** What must not be left behind in a file of the repository. `file` is relative to it. */
export function leakProblems(file: string, text: string): readonly Problem[] {
  return [
    ...machinePaths(file, text),
    ...(/(^|\/)(pnpm-lock\.yaml|package-lock\.json|yarn\.lock)$/u.test(file)
      ? lockedAddresses(file, text)
      : []),
    ...(/(^|\/)\.(npmrc|yarnrc(\.yml)?)$/u.test(file) ? registries(file, text) : []),
    ...comments(file, text).flatMap((comment) => commentProblems(file, comment)),
    ...(/\.test\.tsx?$/u.test(file) ? silencedTests(file, text) : []),
  ]
}

const code = /\.(ts|tsx|mts|cts|js|mjs|cjs|jsx)$/u
const hashComments = /(\.(ya?ml|sh|toml|py)|(^|\/)(Dockerfile|Containerfile|run|\.gitignore))$/u

// Written apart, so that this file does not name what it looks for. Images and manifests have such folders of their own.
const machinePath = new RegExp(
  String.raw`(?<![\w.:@/-])(?:/(?:home|Users|root|work|workspace|private|tmp)/[\w.@-]+|[A-Z]:\\+Users\\+\w+)`,
  'u',
)

function machinePaths(file: string, text: string): readonly Problem[] {
  if (file.startsWith('deploy/')) return []
  return lines(text).flatMap(({ line, content }) => {
    const [found] = machinePath.exec(content) ?? []
    return found === undefined
      ? []
      : [{ file, line, message: `names a path of one machine: ${found}` }]
  })
}

function lockedAddresses(file: string, text: string): readonly Problem[] {
  return lines(text).flatMap(({ line, content }) => {
    // What a package says when it is deprecated may name a page.
    if (/^\s*"?deprecated"?:/u.test(content)) return []
    const hasAddress = /\b(tarball|resolved)"?:|https?:\/\//u.test(content)
    return hasAddress
      ? [
          {
            file,
            line,
            message:
              'the lockfile names a download address; install without a private registry in it',
          },
        ]
      : []
  })
}

function registries(file: string, text: string): readonly Problem[] {
  return lines(text).flatMap(({ line, content }) =>
    /registry|_auth/iu.test(content)
      ? [
          {
            file,
            line,
            message: 'names a registry or its credentials; keep that in your own settings',
          },
        ]
      : [],
  )
}

interface Comment {
  readonly line: number
  readonly text: string
}

function comments(file: string, text: string): readonly Comment[] {
  if (code.test(file)) {
    return parseSync(file, text).comments.flatMap((comment) => {
      const first = lineAt(text, comment.start)
      return lines(comment.value).map(({ line, content }) => ({
        line: first + line - 1,
        text: content,
      }))
    })
  }
  if (!hashComments.test(file)) return []
  return lines(text).flatMap(({ line, content }) => {
    const [, comment] = /(?:^|\s)#(?!!)(.*)$/u.exec(content) ?? []
    return comment === undefined ? [] : [{ line, text: `#${comment}` }]
  })
}

function commentProblems(file: string, { line, text }: Comment): readonly Problem[] {
  const [mark] = /\b(TODO|FIXME|HACK)\b/u.exec(text) ?? []
  const [issue] = /(?<![\w&#])#\d{1,5}\b/u.exec(text) ?? []
  return [
    ...(mark === undefined ? [] : [{ file, line, message: `${mark}: do it, or leave it out` }]),
    ...(issue === undefined
      ? []
      : [
          {
            file,
            line,
            message: `${issue}: say why in words; a number means nothing to a reader of the code`,
          },
        ]),
  ]
}

const testFunctions = new Set(['test', 'it', 'describe', 'suite', 'bench'])
const oldNames = new Set(['fit', 'fdescribe', 'xit', 'xtest', 'xdescribe'])
const silencing = new Set(['skip', 'only', 'todo', 'fails'])

/** Tests that are switched off, or switch off others. `skipIf` and `runIf` say when, and stay. */
function silencedTests(file: string, text: string): readonly Problem[] {
  const problems: Problem[] = []
  const note = (start: number, name: string) => {
    problems.push({ file, line: lineAt(text, start), message: `${name} switches tests off` })
  }
  new Visitor({
    CallExpression({ callee, start }) {
      if (callee.type === 'Identifier' && oldNames.has(callee.name)) note(start, callee.name)
    },
    MemberExpression(node) {
      if (node.property.type !== 'Identifier' || !silencing.has(node.property.name)) return
      let object: { readonly type: string } = node.object
      while (object.type === 'MemberExpression') object = (object as typeof node).object
      if (object.type !== 'Identifier') return
      const { name } = object as { readonly type: string; readonly name: string }
      if (testFunctions.has(name)) note(node.start, `${name}.${node.property.name}`)
    },
    Property({ key, value, start }) {
      if (key.type !== 'Identifier' || !['skip', 'only', 'todo'].includes(key.name)) return
      if (value.type === 'Literal' && value.value === true) note(start, `{ ${key.name}: true }`)
    },
  }).visit(parseSync(file, text).program)
  return problems
}

function lines(text: string): readonly { readonly line: number; readonly content: string }[] {
  return text.split(/\r?\n/u).map((content, index) => ({ line: index + 1, content }))
}
