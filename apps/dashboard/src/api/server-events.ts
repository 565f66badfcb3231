export interface ServerEvent {
  readonly event: string
  readonly data: string
}

/**
 * Events as they come in a stream of text, whatever it is cut into.
 *
 * `EventSource` sends no token, so the stream is read by hand; of what it may hold only `event` and `data` are used.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream (read 2026-11-26)
 */
export async function* serverEvents(chunks: AsyncIterable<string>): AsyncIterable<ServerEvent> {
  let rest = ''
  for await (const chunk of chunks) {
    rest += chunk
    const blocks = rest.split(/\r?\n\r?\n/u)
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = eventIn(block)
      if (event !== undefined) yield event
    }
  }
}

function eventIn(block: string): ServerEvent | undefined {
  const fields = block.split(/\r?\n/u).flatMap((line) => {
    const found = /^(event|data): ?(.*)$/u.exec(line)
    return found === null ? [] : [{ name: found[1], value: found[2] ?? '' }]
  })
  const data = fields.filter(({ name }) => name === 'data').map(({ value }) => value)
  if (data.length === 0) return undefined
  const named = fields.findLast(({ name }) => name === 'event')
  return { event: named?.value ?? 'message', data: data.join('\n') }
}
