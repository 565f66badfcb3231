import { fault } from '@cartograph/core'
import type { FoundRow } from '../found-row.ts'
import type { RowScan } from '../scanned-rows.ts'
import { addChild, fieldsOf, openElement, valueOf, type OpenElement } from './element-value.ts'
import { localName, xmlScan } from './xml-scan.ts'

const mostRowCharacters = 8_000_000
const mostDepth = 1_000

/** Finds the elements at a path such as `/shop/orders/order`; a step is a name, with or without its prefix, or `*`. */
export function elementScan(file: string, path: string, lists: ReadonlySet<string>): RowScan {
  const steps = path.split('/').slice(1)
  const found: FoundRow[] = []
  /** Names of the elements that are open around the rows. */
  const around: string[] = []
  /** The row that is open, and the elements that are open in it. */
  let inRow: OpenElement[] = []
  let number = 0
  let characters = 0
  let isParentSeen = false
  let root: string | undefined

  const isAround = (count: number) =>
    around.length === count && around.every((name, index) => isNamed(name, steps[index] ?? ''))

  const begin = (name: string) => {
    root ??= name
    if (inRow.length > 0 || (isAround(steps.length - 1) && isNamed(name, steps.at(-1) ?? '')))
      return true
    around.push(name)
    if (isAround(steps.length - 1)) isParentSeen = true
    return false
  }

  const finish = (element: OpenElement) => {
    number += 1
    found.push(
      characters > mostRowCharacters
        ? { at: number, broken: 'the element is longer than 8 million characters', hint: leaveOut }
        : { at: number, fields: fieldsOf(element) },
    )
    characters = 0
  }

  const scan = xmlScan(file, {
    open: (name, attributes) => {
      if (around.length + inRow.length >= mostDepth) throw tooDeep(file)
      if (!begin(name)) return
      if (inRow.length === 0 && steps.length === 1) isParentSeen = true
      for (const [key, value] of Object.entries(attributes)) characters += key.length + value.length
      characters += name.length
      inRow.push(openElement(name, characters > mostRowCharacters ? noAttributes : attributes))
    },
    text: (text) => {
      const element = inRow.at(-1)
      if (element === undefined) return
      characters += text.length
      if (characters <= mostRowCharacters) element.text += text
    },
    close: (name) => {
      const element = inRow.at(-1)
      if (element === undefined) {
        around.pop()
        return
      }
      inRow = inRow.slice(0, -1)
      const parent = inRow.at(-1)
      if (parent === undefined) finish(element)
      else if (characters <= mostRowCharacters) addChild(parent, name, valueOf(element), lists)
    },
  })
  return {
    push: (text) => scan.push(text),
    take: () => found.splice(0),
    end: () => {
      scan.end()
      if (!isParentSeen) throw noSuchPath(file, path, root ?? '')
    },
  }
}

const noAttributes = {}
const leaveOut = 'An end tag before it may be missing. Leave large texts out of the export.'

function isNamed(name: string, step: string): boolean {
  return step === '*' || step === name || step === localName(name)
}

function tooDeep(file: string): Error {
  return fault({
    kind: 'config',
    scope: 'part',
    message: `${file} holds elements within more than ${mostDepth} others.`,
    hint: 'Nothing is deleted. Look at how the file is made.',
  })
}

function noSuchPath(file: string, path: string, root: string): Error {
  return fault({
    kind: 'config',
    scope: 'part',
    message: `${file} has no element in which ${path} could stand; its outermost one is ${root}.`,
    hint: 'Set `rows` of the source to the path of the element that makes a row, such as /shop/orders/order.',
  })
}
