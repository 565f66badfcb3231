import type { Json } from '@cartograph/core'
import { localName, type XmlAttributes } from './xml-scan.ts'

/** An element while it is open. */
export interface OpenElement {
  readonly name: string
  readonly attributes: XmlAttributes
  readonly children: Map<string, Json | Json[]>
  text: string
}

export type Fields = Readonly<Record<string, Json>>

export const textField = '#text'

export function openElement(name: string, attributes: XmlAttributes): OpenElement {
  return { name, attributes, children: new Map(), text: '' }
}

/** Adds a child's value; of several with one name, and of those in `lists`, a list is made. */
export function addChild(
  { children }: OpenElement,
  name: string,
  value: Json,
  lists: ReadonlySet<string>,
): void {
  const known = children.get(name)
  if (Array.isArray(known)) known.push(value)
  else if (known !== undefined) children.set(name, [known, value])
  else children.set(name, lists.has(name) ? [value] : value)
}

/**
 * What an element is as a field: text where it holds nothing else, else its attributes (`@name`), its elements and its text
 * (`#text`). Names stay as they are written, prefix included.
 */
export function valueOf(element: OpenElement): Json {
  const { attributes, children } = element
  if (isNil(attributes)) return null
  const named = Object.entries(attributes).filter(([name]) => !isForParsers(name))
  const text = keepsSpace(attributes) ? element.text : element.text.trim()
  if (named.length === 0 && children.size === 0) return text
  return Object.fromEntries([
    ...named.map(([name, value]) => [`@${name}`, value] as const),
    ...children,
    ...(text === '' ? [] : [[textField, text] as const]),
  ])
}

export function fieldsOf(element: OpenElement): Fields {
  const value = valueOf(element)
  if (typeof value === 'string') return value === '' ? {} : { [textField]: value }
  return value === null ? {} : (value as Fields)
}

/** @see https://www.w3.org/TR/xmlschema-1/#xsi_nil (2004-10-28) */
function isNil(attributes: XmlAttributes): boolean {
  return Object.entries(attributes).some(
    ([name, value]) =>
      name.includes(':') && localName(name) === 'nil' && (value === 'true' || value === '1'),
  )
}

function isForParsers(name: string): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:') || name === 'xml:space'
}

function keepsSpace(attributes: XmlAttributes): boolean {
  return attributes['xml:space'] === 'preserve'
}
