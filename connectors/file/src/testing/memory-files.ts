import { fault, type Files } from '@cartograph/core'

/** Files in memory that behave as a host's, and can die in the middle of anything. */
export interface MemoryFiles extends Files {
  put(path: string, content: string | Uint8Array): void
  bytes(path: string): Buffer
  text(path: string): string
  names(): readonly string[]
  /** The process ends at the n-th step from now: the step is half done, and nothing works any more. */
  dieAt(step: number): void
  /** A new process comes up. */
  restart(): void
  /** Steps since the last start. */
  steps(): number
}

export const died = 'the process died'

export function memoryFiles(
  contents: Readonly<Record<string, string | Uint8Array>> = {},
  { chunkBytes = 65_536 }: { readonly chunkBytes?: number } = {},
): MemoryFiles {
  const kept = new Map<string, { readonly bytes: Buffer; readonly modifiedAt: number }>()
  let clock = 1_000
  let steps = 0
  let lastStep = Infinity
  const store = (path: string, bytes: Buffer) => {
    clock += 1
    kept.set(path, { bytes, modifiedAt: clock })
  }
  /** Counts a step; true if the process dies in it. */
  const isLast = () => {
    steps += 1
    if (steps > lastStep) throw new Error(died)
    return steps === lastStep
  }
  const step = () => {
    if (isLast()) throw new Error(died)
  }
  const bytesOf = (path: string): Buffer => {
    const found = kept.get(path)
    if (found === undefined) throw fault({ kind: 'notFound', message: `There is no file ${path}.` })
    return found.bytes
  }
  for (const [path, content] of Object.entries(contents)) store(path, Buffer.from(content))
  return {
    put: (path, content) => store(path, Buffer.from(content)),
    bytes: bytesOf,
    text: (path) => bytesOf(path).toString('utf8'),
    names: () => [...kept.keys()].toSorted(),
    dieAt: (at) => {
      steps = 0
      lastStep = at
    },
    restart: () => {
      steps = 0
      lastStep = Infinity
    },
    steps: () => steps,
    async *list(pattern) {
      step()
      const fits = matcher(pattern)
      for (const path of [...kept.keys()].filter(fits).toSorted()) {
        const entry = kept.get(path)
        if (entry !== undefined)
          yield { path, size: entry.bytes.length, modifiedAt: entry.modifiedAt }
      }
    },
    read: async (path, options) => {
      step()
      const bytes = bytesOf(path).subarray(options?.fromByte ?? 0)
      let at = 0
      return new ReadableStream<Uint8Array>({
        pull(controller) {
          if (at >= bytes.length) controller.close()
          else controller.enqueue(new Uint8Array(bytes.subarray(at, at + chunkBytes)))
          at += chunkBytes
        },
      })
    },
    write: async (path) => {
      step()
      const cut = path.lastIndexOf('/') + 1
      const beside = `${path.slice(0, cut)}.${path.slice(cut)}.writing`
      store(beside, Buffer.alloc(0))
      return new WritableStream<Uint8Array>({
        write: (chunk) => {
          step()
          store(beside, Buffer.concat([bytesOf(beside), chunk]))
        },
        close: () => {
          step()
          store(path, bytesOf(beside))
          kept.delete(beside)
        },
        abort: () => {
          step()
          kept.delete(beside)
        },
      })
    },
    append: async (path, at, added) => {
      const isDying = isLast()
      const before = kept.get(path)?.bytes ?? Buffer.alloc(0)
      const landed = isDying ? added.subarray(0, Math.floor(added.length / 2)) : added
      store(path, Buffer.concat([before.subarray(0, at), landed]))
      if (isDying) throw new Error(died)
      return at + added.length
    },
    remove: async (path) => {
      step()
      kept.delete(path)
    },
  }
}

/** `*` and `?` as a shell has them: not over folders, and no hidden file unless the dot is written. */
function matcher(pattern: string): (path: string) => boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/(^|\/)\*/g, String.raw`$1(?!\.)[^/]*`)
    .replaceAll(/(?<!\[\^\/\])\*(?!$)|(?<!\[\^\/\])\*$/g, '[^/]*')
    .replaceAll(/(?<![(])\?(?![!:])/g, '[^/]')
  const expression = new RegExp(`^${source}$`)
  return (path) => expression.test(path)
}
