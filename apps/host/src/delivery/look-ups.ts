import {
  canonicalise,
  fault,
  faultOf,
  type Context,
  type Fault,
  type Json,
  type Lookup,
  type Mapping,
  type Schema,
} from '@cartograph/core'
import { runLanes } from '../queue/index.ts'

type Answer = { readonly value: Json } | { readonly fault: Fault }

/** What one run of the mapping met. */
interface Asking {
  /** Answers are missing: the run is to be repeated once they were asked for. */
  readonly isOpen: boolean
  /** Why an answer could not be had for now. */
  readonly passing: Fault | undefined
}

/** Who asks the connection. */
interface Asker {
  readonly contextFor: (signal: AbortSignal) => Context<unknown>
  readonly signal: AbortSignal
}

/** A look-up that a mapping may ask. */
export interface OfferedLookUp {
  readonly lookup: Lookup<unknown>
  /** Of another connection than the one that is sent to. */
  readonly contextFor?: (signal: AbortSignal) => Context<unknown>
}

/** Between a mapping, which asks nobody, and the look-ups of connections: notes what is wanted, and has it asked for. */
export interface LookUps {
  /** What the mapping is compiled with. */
  readonly providers: Readonly<Record<string, (input: Json) => Json | undefined>>
  /** Does the work, and says what it met. */
  watch<Result>(work: () => Result): { readonly result: Result; readonly asking: Asking }
  /** Asks for everything that is wanted and not known yet, each question once. */
  ask(scene: Asker): Promise<void>
  /** Forgets the answers of a page; what is fresh stays in the memory of the connection. */
  forget(): void
}

/** Questions that are asked at the same time; the vendor's budgets bound them beside that. */
const questionsAtOnce = 8

/**
 * The look-ups of connections for one mapping.
 *
 * One that fails makes the field missing and a note; where missing values are errors, and where trying again may help, it is
 * an error of the row.
 */
export function lookUps(
  offered: Readonly<Record<string, OfferedLookUp>>,
  options: { readonly onMissing: Mapping['onMissing']; readonly note: (text: string) => void },
): LookUps {
  const answers = new Map<string, Answer>()
  const wanted = new Map<string, { readonly name: string; readonly input: Json }>()
  let asking: { isOpen: boolean; passing: Fault | undefined } = {
    isOpen: false,
    passing: undefined,
  }
  const give = (name: string) => (input: Json) => {
    const question = canonicalise([name, input])
    const answer = answers.get(question)
    if (answer === undefined) {
      wanted.set(question, { name, input })
      asking.isOpen = true
      return undefined
    }
    if ('value' in answer) return answer.value
    const { fault: found } = answer
    if (isPassing(found)) asking.passing = found
    else if (options.onMissing !== 'error') {
      options.note(found.message)
      return undefined
    }
    throw fault(found)
  }
  return {
    providers: Object.fromEntries(Object.keys(offered).map((name) => [name, give(name)])),
    watch: (work) => {
      asking = { isOpen: false, passing: undefined }
      const result = work()
      return { result, asking }
    },
    ask: async (scene) => {
      const questions = [...wanted]
      wanted.clear()
      await runLanes(
        questions.map(([question, { name, input }]) => ({
          group: undefined,
          work: async () => {
            const found = offered[name]
            if (found === undefined) return
            const { lookup, contextFor = scene.contextFor } = found
            const asker = { contextFor, signal: scene.signal }
            answers.set(question, await answerOf(asker, name, lookup, input))
          },
        })),
        { concurrency: questionsAtOnce, signal: scene.signal },
      )
    },
    forget: () => answers.clear(),
  }
}

/** The look-up's answer, as long as it is fresh; what is thrown is an answer too. */
async function answerOf(
  scene: Asker,
  name: string,
  lookup: Lookup<unknown>,
  input: Json,
): Promise<Answer> {
  const context = scene.contextFor(scene.signal)
  try {
    checked(lookup.input, input, `does not take this input`, name, 'record')
    const question = `look-up ${canonicalise([name, input])}`
    const value = await context.memo(question, lookup.freshMs, () => lookup.get(context, input))
    if (value !== null)
      checked(lookup.output, value, 'gave another answer than it promises', name, 'contract')
    return { value }
  } catch (error) {
    scene.signal.throwIfAborted()
    return { fault: faultOf(error, `the look-up ${name}`) }
  }
}

function checked(
  schema: Schema<Json>,
  value: Json,
  what: string,
  name: string,
  kind: 'record' | 'contract',
): void {
  const result = schema['~standard'].validate(value)
  if (result instanceof Promise)
    throw fault({ kind: 'contract', message: 'The schema of a look-up must check at once.' })
  const issue = result.issues?.[0]
  if (issue === undefined) return
  throw fault({ kind, message: `The look-up ${name} ${what}: ${issue.message}.` })
}

function isPassing({ kind }: Fault): boolean {
  return kind === 'transient' || kind === 'rateLimit'
}
