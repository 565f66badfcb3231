import { fault, isFault } from '@cartograph/core'
import { SaxesParser } from 'saxes'

export type XmlAttributes = Readonly<Record<string, string>>

export interface XmlEvents {
  open(name: string, attributes: XmlAttributes): void
  text(text: string): void
  close(name: string): void
}

export interface XmlScan {
  push(text: string): void
  end(): void
}

const mostCharactersBetween = 8_000_000

const wholeCopy =
  'The rows up to there are kept, and nothing is deleted. Put a whole copy of the file in its place.'

/**
 * Reads XML piece by piece, in bounded memory. Entities that a document declares are not expanded: naming one is a fault.
 *
 * @throws a `config` fault where the text is no well-formed XML, or ends too early.
 */
export function xmlScan(place: string, events: XmlEvents): XmlScan {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  let sinceEvent = 0
  let isEnding = false
  const refuse = (problem: string, hint: string): Error =>
    fault({ kind: 'config', scope: 'part', message: `${place}: ${problem}.`, hint })
  parser.on('error', (error) => {
    const what = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
    throw isEnding
      ? refuse(`the file is cut off: its XML ends too early, in line ${parser.line}`, wholeCopy)
      : refuse(`line ${parser.line} is no proper XML: ${what}`, wholeCopy)
  })
  /** An end is told only when what follows is well-formed: of `<a></b>` the parser closes `a` before it complains. */
  let closing: string | undefined
  const settle = () => {
    if (closing === undefined) return
    const name = closing
    closing = undefined
    events.close(name)
  }
  parser.on('opentag', ({ name, attributes }) => {
    sinceEvent = 0
    settle()
    events.open(name, attributes)
  })
  parser.on('closetag', ({ name }) => {
    sinceEvent = 0
    settle()
    closing = name
  })
  const passText = (text: string) => {
    settle()
    events.text(text)
  }
  parser.on('text', passText)
  parser.on('cdata', passText)
  const run = (step: () => unknown) => {
    try {
      step()
      settle()
    } catch (error) {
      if (isFault(error)) throw error
      throw fault(
        {
          kind: 'config',
          scope: 'part',
          message: `${place}: line ${parser.line} cannot be read as XML.`,
          hint: wholeCopy,
        },
        error,
      )
    }
  }
  return {
    push: (text) => {
      sinceEvent += text.length
      run(() => parser.write(text))
      if (sinceEvent > mostCharactersBetween + text.length)
        throw refuse(
          `from line ${parser.line} on there are more than 8 million characters without a tag`,
          'Leave large texts out of the export.',
        )
    },
    end: () => {
      isEnding = true
      run(() => parser.close())
    },
  }
}

/** The name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
