import { SaxesParser } from 'saxes'

interface Open {
  readonly name: string
  readonly children: [string, unknown][]
  text: string
}

/** The elements of one name as objects of their texts, read by a parser that takes nothing but well-formed XML. */
export function elementsOf(
  xml: string,
  name: string,
): readonly Readonly<Record<string, unknown>>[] {
  const found: Readonly<Record<string, unknown>>[] = []
  const open: Open[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    open.push({ name: tag.name, children: [], text: '' })
  })
  parser.on('text', (text) => {
    const last = open.at(-1)
    if (last !== undefined) last.text += text
  })
  parser.on('closetag', () => {
    const closed = open.pop()
    if (closed === undefined) return
    const value = closed.children.length === 0 ? closed.text : Object.fromEntries(closed.children)
    if (closed.name === name) found.push(Object.fromEntries(closed.children))
    open.at(-1)?.children.push([closed.name, value])
  })
  parser.write(xml).close()
  return found
}
