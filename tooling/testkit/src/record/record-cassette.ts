import { fault, type Connector, type Json } from '@cartograph/core'
import {
  cassetteText,
  personalFields,
  recordRequests,
  scrubber,
  type Cassette,
  type Recording,
} from '@cartograph/host'
import { newEvidence } from '../evidence.ts'
import { openScene } from '../scene.ts'
import { listedStreams, planStream, slicePages } from '../walking.ts'

export interface RecordWish {
  /** As in a configuration file, with real secrets. */
  readonly settings: unknown
  /** Default: every stream that can be listed. */
  readonly streams?: readonly string[]
  /** Of each stream. Default 2. */
  readonly pages?: number
  /** The vendor's name for the version of its API, for whoever reads the cassette. */
  readonly apiVersion?: string
  /** Sends the requests. Default: the network. */
  readonly transport?: (request: Request) => Promise<Response>
}

const defaultPages = 2
const scrubbed = /^scrubbed-[\w-]{6}@example\.com$/
const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

/**
 * Checks a connection against the real service, reads the first pages of its streams, and gives what was answered.
 *
 * Secrets, e-mail addresses and the texts of fields that schemas mark as personal are taken out. Nothing is written at the
 * vendor: all of it runs dry.
 *
 * @throws a `contract` fault where a secret or an address is still in the recording, and whatever the connector throws.
 */
export async function recordCassette<Config, Found extends Json>(
  connector: Connector<Config, Found>,
  wish: RecordWish,
): Promise<Cassette> {
  const { settings, pages = defaultPages, apiVersion, streams } = wish
  const send = wish.transport ?? ((request: Request) => fetch(request))
  const any = connector as unknown as Connector<unknown, Json>
  const evidence = newEvidence()
  let recording: Recording | undefined
  const scene = await openScene(
    any,
    {
      simulator: {
        start: () => ({
          settings,
          now: Date.now,
          transport: (request) => recording?.transport(request) ?? send(request),
          stop: () => {},
        }),
      },
      ...(streams !== undefined && { streams }),
    },
    evidence,
    {
      isReal: true,
      onLine: ({ redact }, config) => {
        const personal = personalFields(any.parts({ config, found: null }))
        recording = recordRequests(
          (input, init) => send(new Request(input, init)),
          scrubber(redact, personal),
        )
      },
    },
  )
  try {
    await any.check(scene.context({ dry: true }))
    for (const name of Object.keys(listedStreams(scene, streams))) {
      const [slice] = await planStream(scene, name, { dry: true })
      if (slice === undefined) continue
      let read = 0
      for await (const page of slicePages(scene, name, slice, undefined, {
        context: { dry: true },
      })) {
        read += 1
        if (read >= pages || page.end === true) break
      }
    }
  } finally {
    await scene.close()
  }
  const cassette = recording?.cassette() ?? { version: 1, recordedAt: '', exchanges: [] }
  mustBeClean(cassette, evidence.secrets)
  return apiVersion === undefined ? cassette : { ...cassette, apiVersion }
}

/** The last look before anything is written down. */
function mustBeClean(cassette: Cassette, secrets: ReadonlySet<string>): void {
  const text = cassetteText(cassette)
  const kept = [...secrets].filter((secret) => secret.length > 3 && text.includes(secret)).length
  const people = (text.match(address) ?? []).filter((found) => !scrubbed.test(found)).length
  if (kept === 0 && people === 0) return
  throw fault({
    kind: 'contract',
    message: `The recording still holds ${kept} secrets and ${people} e-mail addresses, and is not kept.`,
    hint: 'Mark the settings with `secret` and the fields with `personal`, or record an account for tests.',
  })
}
