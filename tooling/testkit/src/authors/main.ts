/**
 * Shows that the conformance suite catches what it is for: `npm run test:authors -- [--short]`.
 *
 * Runs it on a correct connector and on every one that is broken in one way. `--short`: every third of these.
 */
import { parseArgs } from 'node:util'
import {
  brokenConnectors,
  isProven,
  proofText,
  proveBroken,
  proveCorrect,
  type Proof,
} from './proof.ts'

const shortStep = 3

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false } } })
const chosen = brokenConnectors.filter((_one, index) => !values.short || index % shortStep === 0)
const began = performance.now()
const proofs: Proof[] = [await proveCorrect()]
for (const broken of chosen) proofs.push(await proveBroken(broken))
console.log(proofText(proofs))
const missed = proofs.filter((one) => !isProven(one)).length
const seconds = ((performance.now() - began) / 1_000).toFixed(1)
console.log(`${chosen.length} broken connectors, ${missed} missed, ${seconds} s`)
process.exitCode = missed === 0 ? 0 : 1
