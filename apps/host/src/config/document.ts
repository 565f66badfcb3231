import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, Node, Pair } from 'yaml'
import { syntaxMessage } from './syntax.ts'

export type Path = readonly (string | number)[]

/** Lines and columns begin at 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** A file of settings or a mapping: its value, and where each part of it stands. */
export interface SourceDocument {
  readonly file: string
  readonly text: string
  readonly value: unknown
  /** Where the key or the value at `path` stands; of what does not exist, its nearest ancestor. */
  place(path: Path, part: 'key' | 'value'): Place
  /** The offsets of all plain values below `path`, each with its whole path. */
  scalars(path: Path): readonly Scalar[]
}

export interface Scalar {
  readonly path: Path
  readonly start: number
  readonly end: number
}

export interface SyntaxProblem extends Place {
  readonly message: string
}

export interface ReadDocument {
  readonly document: SourceDocument
  readonly problems: readonly SyntaxProblem[]
}

/**
 * Reads YAML or JSON with the position of every value, or the default export of a TypeScript module, without positions.
 *
 * @throws the system's error where the file cannot be read, and whatever a module throws.
 */
export async function readDocument(file: string): Promise<ReadDocument> {
  if (['.ts', '.mts', '.js', '.mjs'].includes(extname(file))) return readModule(file)
  return parseText(file, await readFile(file, 'utf8'))
}

/** Parses YAML, of which JSON is a part. */
export function parseText(file: string, text: string): ReadDocument {
  const lines = new LineCounter()
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const problems = parsed.errors.map(({ code, pos }) => ({
    ...placeOf(pos[0]),
    message: syntaxMessage(code),
  }))
  let value: unknown
  try {
    if (problems.length === 0) value = parsed.toJS()
  } catch {
    problems.push({ line: 1, column: 1, message: 'an alias (`*name`) has no anchor (`&name`)' })
  }
  const document: SourceDocument = {
    file,
    text,
    value,
    place: (path, part) => placeOf(locate(parsed, path, part)),
    scalars: (path) => scalarsBelow(parsed, path),
  }
  return { document, problems: problems.slice(0, 1) }
}

async function readModule(file: string): Promise<ReadDocument> {
  const module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown }
  const document: SourceDocument = {
    file,
    text: '',
    value: module.default,
    place: () => ({ line: 1, column: 1 }),
    scalars: () => [],
  }
  const missing = { line: 1, column: 1, message: 'the module has no default export' }
  return { document, problems: module.default === undefined ? [missing] : [] }
}

function locate(parsed: Document.Parsed, path: Path, part: 'key' | 'value'): number {
  let node = resolved(parsed, parsed.contents)
  let start = node?.range?.[0] ?? 0
  for (const [index, segment] of path.entries()) {
    const isLast = index === path.length - 1
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => keyOf(key) === String(segment))
      if (pair === undefined) return start
      const keyStart = startOf(pair.key) ?? start
      node = resolved(parsed, pair.value)
      start = isLast && part === 'value' ? (startOf(pair.value) ?? keyStart) : keyStart
    } else if (isSeq(node)) {
      const item = node.items[Number(segment)]
      if (item === undefined) return start
      start = startOf(item) ?? start
      node = resolved(parsed, item)
    } else return start
  }
  return start
}

function scalarsBelow(parsed: Document.Parsed, path: Path): readonly Scalar[] {
  let node = resolved(parsed, parsed.contents)
  for (const segment of path) node = childOf(parsed, node, segment)
  const found: Scalar[] = []
  const walk = (at: Path, value: Node | null) => {
    if (isScalar(value) && value.range)
      found.push({ path: at, start: value.range[0], end: value.range[1] })
    else if (isMap(value))
      for (const pair of value.items) walk([...at, keyOf(pair.key)], asNode(pair.value))
    else if (isSeq(value))
      for (const [index, item] of value.items.entries()) walk([...at, index], asNode(item))
  }
  walk(path, node)
  return found
}

function childOf(parsed: Document.Parsed, node: Node | null, segment: string | number) {
  if (isMap(node)) {
    const pair = node.items.find(({ key }: Pair) => keyOf(key) === String(segment))
    return resolved(parsed, pair?.value)
  }
  return isSeq(node) ? resolved(parsed, node.items[Number(segment)]) : null
}

function resolved(parsed: Document.Parsed, node: unknown): Node | null {
  return isAlias(node) ? (node.resolve(parsed) ?? null) : asNode(node)
}

function asNode(node: unknown): Node | null {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node : null
}

function keyOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key)
}

function startOf(node: unknown): number | undefined {
  return asNode(node)?.range?.[0]
}
