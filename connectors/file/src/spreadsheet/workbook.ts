import { localName, xmlScan, type XmlAttributes } from '../xml/xml-scan.ts'
import { refused, type Archive } from './archive.ts'

/** What a workbook says about its sheets. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  /** Dates are counted from 1904, not from 1900. */
  readonly isFrom1904: boolean
  readonly strings: string | undefined
  readonly styles: string | undefined
}

/** @see https://ecma-international.org/publications-and-standards/standards/ecma-376/ (part 1, 18.2 and part 2, 9.3) */
export async function readWorkbook(archive: Archive, file: string): Promise<Workbook> {
  const start = [...(await relations(archive, file, '')).values()].find(({ kind }) =>
    kind.endsWith('/officeDocument'),
  )
  if (start === undefined) throw refused(file, 'it names no workbook')
  const links = await relations(archive, file, start.part)
  const sheets: { name: string; part: string }[] = []
  let isFrom1904 = false
  await readPart(archive, file, start.part, (name, attributes) => {
    if (name === 'workbookPr') isFrom1904 = isTrue(attributes['date1904'])
    if (name !== 'sheet') return
    const id = Object.entries(attributes).find(([key]) => /:id$/i.test(key))?.[1] ?? ''
    const link = links.get(id)
    // A chart or macro sheet has no cells.
    if (link?.kind.endsWith('/worksheet') === true)
      sheets.push({ name: attributes['name'] ?? '', part: link.part })
  })
  const partOf = (ending: string) =>
    [...links.values()].find(({ kind }) => kind.endsWith(ending))?.part
  return { sheets, isFrom1904, strings: partOf('/sharedStrings'), styles: partOf('/styles') }
}

/** Reads a small part of a workbook. */
export async function readPart(
  archive: Archive,
  file: string,
  part: string,
  open: (name: string, attributes: XmlAttributes) => void,
  close: (name: string) => void = () => {},
): Promise<void> {
  const scan = xmlScan(`${file}, part ${part}`, {
    open: (name, attributes) => open(localName(name), attributes),
    text: () => {},
    close: (name) => close(localName(name)),
  })
  for await (const text of archive.text(part)) scan.push(text)
  scan.end()
}

interface Relation {
  readonly kind: string
  readonly part: string
}

async function relations(
  archive: Archive,
  file: string,
  of: string,
): Promise<ReadonlyMap<string, Relation>> {
  const found = new Map<string, Relation>()
  const cut = of.lastIndexOf('/') + 1
  const folder = of.slice(0, cut)
  const part = `${folder}_rels/${of.slice(cut)}.rels`
  if (!archive.has(part)) return found
  await readPart(archive, file, part, (name, { Id = '', Type = '', Target = '' }) => {
    if (name !== 'Relationship') return
    const target = Target.startsWith('/') ? Target.slice(1) : `${folder}${Target}`
    found.set(Id, { kind: Type, part: withoutDots(target) })
  })
  return found
}

function withoutDots(path: string): string {
  const steps: string[] = []
  for (const step of path.split('/'))
    if (step === '..') steps.pop()
    else if (step !== '.') steps.push(step)
  return steps.join('/')
}

export function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true'
}
