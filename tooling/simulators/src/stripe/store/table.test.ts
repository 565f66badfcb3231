import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { table, type Entry, type Run, type Table } from './table.ts'

const entry = (id: string, created: number): Entry => ({
  id,
  created,
  row: () => ({ id, object: 'thing', created }),
})

const runOf = (size: number): Run => ({
  size,
  at: (position) => entry(`run_${position}`, position),
  positionOf(id) {
    const position = Number(/^run_(\d+)$/u.exec(id)?.[1] ?? Number.NaN)
    return position < size ? position : undefined
  },
})

const idsOf = (rows: Table) => Array.from({ length: rows.length }, (_, at) => rows.at(at).id)

/** Things to do to a table: numbers name rows, of the run and beside it. */
const steps = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('add' as const), created: fc.integer({ min: 50, max: 60 }) }),
    fc.record({ act: fc.constant('remove' as const), place: fc.nat(60) }),
    fc.record({ act: fc.constant('replace' as const), place: fc.nat(60) }),
  ),
  { maxLength: 40 },
)

test('a table is the list that the same steps make', () => {
  fc.assert(
    fc.property(fc.nat(20), steps, (size, acts) => {
      const rows = table(runOf(size))
      const gone: string[] = []
      let model: Entry[] = Array.from({ length: size }, (_, at) => runOf(size).at(at))
      for (const [number, step] of acts.entries()) {
        if (step.act === 'add') {
          const added = entry(`new_${number}`, step.created)
          rows.put(added)
          const end = model.findIndex(({ created }) => created > added.created)
          model = model.toSpliced(end === -1 ? model.length : end, 0, added)
          continue
        }
        const chosen = model[step.place % Math.max(1, model.length)]
        if (chosen === undefined) continue
        if (step.act === 'remove') {
          rows.remove(chosen.id)
          gone.push(chosen.id)
          model = model.filter(({ id }) => id !== chosen.id)
        } else {
          const changed = { ...chosen, row: () => ({ id: chosen.id, object: 'changed' }) }
          rows.put(changed)
          model = model.map((each) => (each.id === chosen.id ? changed : each))
        }
      }
      expect(gone.map((id) => [rows.get(id), rows.wasRemoved(id)])).toStrictEqual(
        gone.map(() => [undefined, true]),
      )
      expect(model.map(({ id }) => rows.get(id))).toStrictEqual(model.map((each) => each.row()))
      expect(idsOf(rows)).toStrictEqual(model.map(({ id }) => id))
      expect(model.map(({ id }) => rows.positionOf(id))).toStrictEqual([...model.keys()])
      for (let created = 0; created < 62; created += 1) {
        const first = model.findIndex((each) => each.created >= created)
        expect(rows.firstFrom(created)).toBe(first === -1 ? model.length : first)
      }
    }),
  )
})

const child = (id: string, parent: string): Entry => ({ ...entry(id, 1), parent })

test('rows are found by the object they belong to, also after they were replaced', () => {
  const rows = table()
  rows.put(child('a', 'one'))
  rows.put(child('b', 'two'))
  rows.put(child('c', 'one'))
  rows.put(child('a', 'one'))
  rows.remove('c')
  expect(rows.childrenOf('one').map(({ id }) => id)).toStrictEqual(['a'])
})
