import { SaxesParser } from 'saxes'

type Element = Record<string, unknown>

/** An XML document as objects: elements by name, several of one name as a list, an element without elements as its text. */
export function readXml(text: string): unknown {
  const root: Element = {}
  const open: { readonly into: Element; text: string }[] = [{ into: root, text: '' }]
  const parser = new SaxesParser()
  parser.on('opentag', () => {
    open.push({ into: {}, text: '' })
  })
  const add = (piece: string) => {
    const last = open.at(-1)
    if (last !== undefined) last.text += piece
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', ({ name }) => {
    const closed = open.pop()
    const parent = open.at(-1)?.into
    if (closed === undefined || parent === undefined) return
    const value = Object.keys(closed.into).length === 0 ? closed.text : closed.into
    const before = parent[name]
    parent[name] = before === undefined ? value : [before, value].flat()
  })
  try {
    parser.write(text).close()
    return root
  } catch {
    return undefined
  }
}
