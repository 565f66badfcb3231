import type { Want } from './want.ts'

/** Bytes that the host hands over piece by piece, as they are asked for. */
export function piecesOf(
  want: Want,
  source: number,
  first?: Uint8Array,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: (controller) => {
        if (first !== undefined && first.length > 0) controller.enqueue(new Uint8Array(first))
      },
      pull: async (controller) => {
        const { value, bytes } = await want({ want: 'next', source })
        if ((value as { readonly isDone: boolean }).isDone) controller.close()
        else controller.enqueue(new Uint8Array(bytes ?? []))
      },
      cancel: async () => void (await want({ want: 'drop', source })),
    },
    // Nothing is asked for before somebody reads.
    { highWaterMark: 0 },
  )
}

/** Values that the host hands over one by one. */
export async function* valuesOf<Value>(want: Want, source: number): AsyncGenerator<Value> {
  let isDone = false
  try {
    for (;;) {
      const step = (await want({ want: 'next', source })).value as {
        readonly isDone: boolean
        readonly value: Value
      }
      isDone = step.isDone
      if (isDone) return
      yield step.value
    }
  } finally {
    if (!isDone) await want({ want: 'drop', source })
  }
}
