import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conformance } from '@cartograph/testkit'
import { file } from './index.ts'

const rows = 8_000

const letters = (count: number) =>
  Array.from({ length: count }, (_none, index) => ({
    file: 'letters',
    key: `k${index}`,
    columns: { id: `k${index}`, text: `Héllo ${index} 🙂, "quoted"` },
  }))

conformance(file, {
  package: new URL('../', import.meta.url),
  simulator: {
    start: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'cartograph-file-'))
      const orders = new Map(
        Array.from({ length: rows }, (_none, index) => [`A${index}`, `${index}.50`]),
      )
      const path = join(folder, 'orders.csv')
      const save = () =>
        writeFile(
          path,
          ['OrderNo,Total', ...[...orders].map((cells) => cells.join(','))].join('\n').concat('\n'),
        )
      await save()
      let changes = 0
      const change = async (key: string) => {
        changes += 1
        orders.set(key, `${changes}.00`)
        await save()
        return key
      }
      const lines = async (name: string) => {
        const text = await readFile(join(folder, 'out', name), 'utf8').catch(() => '')
        return text.split('\n').filter((line) => line !== '')
      }
      await mkdir(join(folder, 'out'))
      await writeFile(
        join(folder, 'out', 'people.csv'),
        'id,name,email\n1,Ida Canary,ida.canary@example.com\n2,Per Berg,per@example.com\n',
      )
      const table = (extension: string) => ({
        items: letters,
        stored: async () => (await lines(`letters.${extension}`)).slice(1),
      })
      const documents = { items: letters, stored: () => lines('letters.ndjson') }
      return {
        settings: {
          directory: join(folder, 'out'),
          sources: { orders: { path, key: ['OrderNo'] } },
        },
        streams: {
          orders: {
            keys: () => orders.keys(),
            create: () => change(`A${rows}`),
            update: () => change(`A${changes}`),
            remove: async () => {
              orders.delete('A0')
              await save()
              return 'A0'
            },
          },
        },
        sinks: {
          csv: table('csv'),
          tsv: table('tsv'),
          ndjson: documents,
          'csv-append': table('csv'),
          'ndjson-append': documents,
        },
        erasure: {
          person: { email: 'ida.canary@example.com' },
          traces: ['Ida Canary', 'ida.canary@example.com'],
          others: ['Per Berg', 'per@example.com'],
          stored: () => lines('people.csv'),
        },
        stop: () => rm(folder, { recursive: true, force: true }),
      }
    },
  },
})
