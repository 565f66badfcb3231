import { fault } from '@cartograph/core'

/** Follows a JSON document outside the list that holds the rows. */
export interface DocumentScan {
  /** Goes on from a place in the next piece; stops behind the bracket that opens the list. */
  push(text: string, from: number): { readonly at: number; readonly isList: boolean }
  /** @throws a `config` fault where the path leads to something that is no list, or text stands behind the end. */
  check(): void
  /** @throws a `config` fault where the document is cut off, `element` being the one that it ends in, or has no such list. */
  end(element: number | undefined): void
}

interface Frame {
  readonly isObject: boolean
  key: string
  isKeyNext: boolean
}

const mostKeyCharacters = 1_000
const mostShown = 10

export function documentScan(file: string, path: string): DocumentScan {
  const wanted = path.split('.').slice(1)
  const frames: Frame[] = []
  /** Lists that there are, for the message. */
  const lists: string[] = []
  let isFound = false
  let problem: string | undefined
  let isBegun = false
  let isEnded = false
  let isInText = false
  let isEscaped = false
  /** A number or a word such as `true` may go on with the next sign. */
  let isWordGoingOn = false
  /** The key that is being read. */
  let key: string | undefined

  const isOver = () => isEnded || (isFound && frames.length === 0)
  const place = () => ['$', ...frames.map((frame) => frame.key)].join('.')
  const isAtPath = () =>
    !isFound &&
    frames.length === wanted.length &&
    frames.every((frame, index) => frame.isObject && frame.key === wanted[index])

  /** A value begins; whether it is the list. */
  const begin = (sign: string): boolean => {
    if (isOver()) {
      problem ??= `${file} goes on behind the end of its JSON`
      return false
    }
    isBegun = true
    const isHere = isAtPath()
    if (sign === '[' && isHere) {
      isFound = true
      return true
    }
    if (isHere) problem ??= `${file} has no list at ${path}`
    if (sign === '[' && lists.length < mostShown && frames.every((frame) => frame.isObject))
      lists.push(place())
    if (sign === '[' || sign === '{')
      frames.push({ isObject: sign === '{', key: '', isKeyNext: sign === '{' })
    else if (frames.length === 0) isEnded = true
    return false
  }

  const inText = (sign: string) => {
    if (isEscaped) isEscaped = false
    else if (sign === '\\') isEscaped = true
    else if (sign === '"') {
      isInText = false
      const frame = frames.at(-1)
      if (key !== undefined && frame !== undefined) frame.key = keyOf(key)
      key = undefined
      return
    }
    if (key !== undefined && key.length < mostKeyCharacters) key += sign
  }

  /** Whether the list of the rows begins behind this sign. */
  const step = (sign: string): boolean => {
    const frame = frames.at(-1)
    if (sign === '"') {
      isInText = true
      if (frame?.isKeyNext === true) key = ''
      else return begin(sign)
    } else if (sign === ':' && frame !== undefined) frame.isKeyNext = false
    else if (sign === ',' && frame !== undefined) frame.isKeyNext = frame.isObject
    else if (sign === '}' || sign === ']') {
      frames.pop()
      isEnded = frames.length === 0
    } else if (sign === '{' || sign === '[') return begin(sign)
    else if (!isWordGoingOn) return begin(sign)
    return false
  }

  return {
    push: (text, from) => {
      for (let at = from; at < text.length; at += 1) {
        const sign = text.charAt(at)
        if (isInText) inText(sign)
        else if (!/\s/.test(sign)) {
          if (step(sign)) {
            isWordGoingOn = false
            return { at: at + 1, isList: true }
          }
          isWordGoingOn = /[\w.+-]/.test(sign)
        } else isWordGoingOn = false
      }
      return { at: text.length, isList: false }
    },
    check: () => {
      if (problem !== undefined) throw broken(problem, hintOf())
    },
    end: (element) => {
      if (element !== undefined)
        throw broken(`${file} is cut off in element ${element} of ${path}`, wholeCopy)
      if (!isBegun) throw broken(`${file} is empty; expected JSON`, wholeCopy)
      if (!isOver()) throw broken(`${file} is cut off: its JSON ends too early`, wholeCopy)
      if (!isFound) throw broken(`${file} has no list at ${path}`, hintOf())
    },
  }

  function hintOf(): string {
    if (isFound) return wholeCopy
    const others = [...new Set(lists)]
    return others.length === 0
      ? 'Set `rows` of the source to the list that holds the rows, such as $.orders. A file with an object on each line is `format: ndjson`.'
      : `Set \`rows\` of the source to the list that holds the rows; there is ${others.join(', ')}.`
  }
}

const wholeCopy =
  'The rows up to there are kept, and nothing is deleted. Put a whole copy of the file in its place.'

function broken(message: string, hint: string): Error {
  return fault({ kind: 'config', scope: 'part', message: `${message}.`, hint })
}

function keyOf(raw: string): string {
  try {
    return String(JSON.parse(`"${raw}"`))
  } catch {
    return raw
  }
}
