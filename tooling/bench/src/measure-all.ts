import { machineFacts } from './page/machine.ts'
import { writeResult } from './page/result.ts'
import { targets } from './page/targets.ts'
import { boundText, figureText, verdictOn, verdictText } from './page/verdict.ts'
import { subjects, type Outcome, type Sizes } from './subjects.ts'

/** Where figures go, and what is said meanwhile. */
export interface Recording {
  readonly folder: string
  readonly say: (text: string) => void
}

/**
 * Measures the subjects that are named, one after the other, and keeps what each gave in a file of its own as soon as it is there.
 *
 * Gives back whether all gave what they should have.
 */
export async function measureAll(
  names: readonly string[],
  sizes: Sizes,
  { folder, say }: Recording,
): Promise<boolean> {
  let isRight = true
  for (const name of names) {
    const machine = machineFacts()
    const beganAt = performance.now()
    const outcome = await subjects[name]?.(sizes)
    if (outcome === undefined) {
      say(`${name}: left out, because what it needs is not there.\n`)
      continue
    }
    const { figures, table, isSame, measured } = outcome
    writeResult(folder, {
      subject: name,
      day: new Date().toISOString().slice(0, 10),
      size: sizes.isSmall ? 'small' : 'full',
      machine,
      isSame,
      measured: known(measured),
      table: table.split('\n'),
      figures,
    })
    isRight &&= isSame
    const seconds = ((performance.now() - beganAt) / 1000).toFixed(0)
    say(
      `${[`${name}, ${seconds} s, load before ${machine.load}`, table, ...verdicts(name, outcome)].join('\n')}\n`,
    )
  }
  return isRight
}

/** What a run that was left out would have told. */
function known(measured: Outcome['measured']): Record<string, number> {
  return Object.fromEntries(
    Object.entries(measured).filter(([, figure]) => Number.isFinite(figure)),
  )
}

function verdicts(name: string, { isSame, measured }: Outcome): readonly string[] {
  const wrong = isSame ? [] : ['What came out was not what should have: no figure counts.']
  const lines = targets
    .filter(({ subject }) => subject === name)
    .map((target) => {
      const verdict = verdictOn(target, measured[target.id])
      const figure = verdict.kind === 'not measured' ? '' : figureText(target, verdict.figure)
      return `  ${target.what}, ${target.figure}: ${figure} (${boundText(target)}): ${verdictText(verdict)}`
    })
  return [...wrong, ...lines]
}
