import type { Check } from '../check.ts'
import { mismatch } from '../mismatch.ts'
import { statusAnswer } from '../traffic.ts'
import {
  erase,
  eraseToItsEnd,
  isSettled,
  mustStand,
  standing,
  toldOf,
  whereErased,
} from './erasing.ts'

const group = 'Erasure'

export const eraseChecks: readonly Check[] = [
  {
    id: 'erase.person',
    group,
    name: 'erases a person and nobody else, and says `ok` only when nothing is left',
    run: (suite) =>
      whereErased(suite, async (at) => {
        await mustStand(at)
        const erased = await eraseToItsEnd(at)
        const { traces, others } = at.vendor
        const left = await standing(at, traces)
        const kept = await standing(at, others)
        if (kept.length < others.length)
          throw mismatch({
            expected: 'everybody else to be left as they are',
            happened: `${others.length - kept.length} of what \`others\` names is gone too.`,
            mend: 'Erase by the ids in `keys` and `person`, never by what several may have.',
          })
        if (erased.outcome?.status === 'skipped' && isSettled(erased)) {
          const { reason } = erased.outcome
          return { note: `it leaves what the vendor has: ${reason}` }
        }
        if (erased.outcome?.status === 'pending') return undefined
        if (erased.outcome?.status === 'ok' && left.length === 0) return undefined
        throw mismatch({
          expected: '`ok`, and nothing of the person at the vendor',
          happened: `${toldOf(erased)}, and ${left.length} of ${traces.length} traces are left.`,
          mend: 'Answer `pending` while the vendor is at it, and `skipped` with the reason for what has to be done by hand.',
        })
      }),
  },
  {
    id: 'erase.pending',
    group,
    name: 'comes to an end when it is asked again after `pending`',
    run: (suite) =>
      whereErased(suite, async (at) => {
        const erased = await eraseToItsEnd(at)
        if (erased.waited === 0) return { notApplicable: 'it is never `pending`' }
        if (erased.outcome?.status !== 'pending') return undefined
        throw mismatch({
          expected: 'an end after some questions, each as late as `afterMs` says',
          happened: `it was still \`pending\` at question ${erased.waited + 1}.`,
          mend: 'Ask the vendor how far it is, and answer `ok` where the person is gone.',
        })
      }),
  },
  {
    id: 'erase.again',
    group,
    name: 'takes a person who was erased before as erased',
    run: (suite) =>
      whereErased(suite, async (at) => {
        await eraseToItsEnd(at)
        const erased = await eraseToItsEnd(at)
        if (isSettled(erased) || erased.outcome?.status === 'pending') return undefined
        throw mismatch({
          expected: '`ok` the second time too',
          happened: `${toldOf(erased)}.`,
          mend: 'What the vendor no longer knows is erased: take its 404 as done.',
        })
      }),
  },
  {
    id: 'erase.unknown',
    group,
    name: 'takes a person whom the vendor does not know as erased',
    run: (suite) =>
      whereErased(suite, async (at) => {
        await mustStand(at)
        const nobody = { email: 'nobody@conformance.example', phone: '+15550100' }
        const erased = await erase(at, nobody, {})
        const gone = at.vendor.traces.length - (await standing(at, at.vendor.traces)).length
        if (isSettled(erased) && gone === 0) return undefined
        throw mismatch({
          expected: '`ok`, and nothing changed, for a person whom the vendor does not know',
          happened: `${toldOf(erased)}, and ${gone} traces of another person are gone.`,
          mend: 'A person may be known by address alone, and only elsewhere; then there is nothing to do.',
        })
      }),
  },
  {
    id: 'erase.refused',
    group,
    name: 'says what to do where the vendor refuses, and does not call it done',
    run: (suite) =>
      whereErased(suite, async (at) => {
        const { traffic } = at.scene
        const asked = traffic.asked.length
        traffic.mishap = () => statusAnswer(403)
        const erased = await erase(at)
        traffic.mishap = () => undefined
        if (traffic.asked.length === asked) return { notApplicable: 'it makes no requests' }
        const found = erased.outcome?.status === 'failed' ? erased.outcome.fault : erased.fault
        if (found?.hint !== undefined && found.hint !== '') return undefined
        throw mismatch({
          expected: 'a fault with a hint, thrown or as `failed`, where the vendor answers 403',
          happened: `${toldOf(erased)}${found === undefined ? '' : ', without a hint'}.`,
          mend: 'Name the permission that is missing, and where it is given.',
        })
      }),
  },
  {
    id: 'erase.outage',
    group,
    name: 'does not call it done where the vendor is down',
    run: (suite) =>
      whereErased(suite, async (at) => {
        const { traffic } = at.scene
        const asked = traffic.asked.length
        traffic.mishap = () => statusAnswer(500)
        const erased = await erase(at)
        traffic.mishap = () => undefined
        if (traffic.asked.length === asked) return { notApplicable: 'it makes no requests' }
        if (!isSettled(erased)) return undefined
        throw mismatch({
          expected: 'a fault, or an outcome that is none, where the vendor answers 500',
          happened: `${toldOf(erased)}.`,
          mend: 'Let the fault of `context.fetch` pass: it is tried again.',
        })
      }),
  },
  {
    id: 'erase.silent',
    group,
    name: 'says nothing of the person, in its log, its faults or its outcome',
    run: (suite) =>
      whereErased(suite, async (at) => {
        const { said } = suite.evidence
        const before = said.length
        const outcomes = [await erase(at)]
        at.scene.traffic.mishap = () => statusAnswer(403)
        outcomes.push(await erase(at))
        at.scene.traffic.mishap = () => undefined
        const texts = [
          ...said.slice(before).map(({ where, text }) => ({ where, text })),
          ...outcomes.map((each) => ({ where: 'an outcome', text: JSON.stringify(each) })),
        ]
        const { email = '', phone = '' } = at.vendor.person
        const traces = [...at.vendor.traces, email, phone].filter((trace) => trace !== '')
        const telling = texts.find(({ text }) =>
          traces.some((trace) => text.toLowerCase().includes(trace.toLowerCase())),
        )
        if (telling === undefined) return undefined
        throw mismatch({
          expected: 'logs, faults and outcomes that do not tell who is erased',
          happened: `${telling.where} names the person.`,
          mend: 'Count what is left, and name records by their ids.',
        })
      }),
  },
]
